package prints

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// Avisos emits printed avisos consolidados: the paper that goes with one
// remesa of a consolidated pedimento. It bears the number of the pedimento and
// is none: no figure of it may enter as one. It is a specimen.Generator.
func Avisos(seed uint64, n int, emit func(specimen.Specimen) error) error {
	p := newPress()
	for i := range n {
		r := prng(seed).fork(uint64(i) ^ 0xa715)
		l := &p.all[i%len(p.all)]
		if p.faces[l.font] == nil {
			p.faces[l.font] = facesOf(l.font)
		}
		c := newCanvas(l, invent(r, shape{estado: pagado, partidas: 2, simple: true}), p.faces[l.font])
		c.aviso(r)
		b, err := render(l, c.page, c.marks)
		if err != nil {
			return err
		}
		err = emit(specimen.Specimen{
			Format: "print/aviso consolidado", Name: fmt.Sprintf("aviso_%d_%d.pdf", seed, i), Kind: document.KindPedimento, Bytes: b,
			Mutation: "aviso: no pedimento", Want: specimen.Refuse, Truth: map[string]string{"number": c.m.number}, Pages: c.page,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// aviso prints the remesa: numbers, acuses de valor, vehicle and seals.
func (c *canvas) aviso(r *prng) {
	m := c.m
	s := "AVISO CONSOLIDADO"
	c.put(c.left+(c.width-c.f.width(s, c.l.size+2, true))/2, mark{text: s, bold: true, size: c.l.size + 2})
	c.down(2)
	fs := c.fields()
	x := c.inline(c.px(0), fs["numero"])
	x = c.inline(max(x, c.px(380)), fs["operacion"])
	c.inline(max(x, c.px(560)), fs["clave"])
	c.down(1)
	x = c.inline(c.px(0), fs["aduana_es"])
	x = c.inline(max(x, c.px(250)), fs["peso"])
	x = c.text(max(x, c.px(560)), "NUM. DE REMESA:")
	c.text(x+5, strconv.Itoa(r.between(1, 40)))
	c.down(1)
	c.inline(c.px(0), fs["rfc"])
	c.down(1.5)
	c.packages()
	for i := range m.proveedores {
		x = c.text(c.px(0), "NUMERO DE ACUSE DE VALOR:")
		c.text(x+5, "COVE"+m.number[:2]+r.code(7))
		c.down(1)
		c.text(c.px(20), "VALOR DOLARES: "+c.l.amount(m.proveedores[i].facturas[0].dolares))
		c.down(1)
	}
	c.transport()
	c.containers()
	c.text(c.px(0), "FIN DEL AVISO CONSOLIDADO")
	c.footer()
	c.paginate()
}
