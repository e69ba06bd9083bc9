package prints

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// An aviso consolidado goes with one remesa of a consolidated pedimento, whose
// number it bears. The forms are three ways to lay out its acuses de valor.
const (
	avisoLabels = iota // each with its figures on the lines below it
	avisoTable         // as rows under headings, with a row of totals
	avisoPlain         // the acuses alone; figures of the whole remesa above
	avisoForms
)

// aviso is what it says beside the model of its pedimento.
type aviso struct {
	remesa, fecha string
	covers        []factura // acuses with their dollars
	cantidades    []num
}

// Avisos emits sound avisos consolidados of every layout in every form; it is
// a specimen.Generator.
func Avisos(seed uint64, n int, emit func(specimen.Specimen) error) error {
	p := newPress()
	for i := range n {
		s := p.aviso(seed, i)
		out, err := s.specimen(fmt.Sprintf("aviso_%s_%d_%d.pdf", s.l.name, seed, i))
		if err != nil {
			return err
		}
		if err := emit(out); err != nil {
			return err
		}
	}
	return nil
}

// AvisoMutants emits n avisos with one defect each; it is a specimen.Generator.
func AvisoMutants(seed uint64, n int, emit func(specimen.Specimen) error) error {
	p, all := newPress(), mutations()
	for i := range n {
		r := prng(seed).fork(uint64(i) ^ 0xa7b0)
		s := p.aviso(seed, i)
		for done := false; !done; {
			m := pick(r, all...)
			out, ok, err := s.mutant(r, m, fmt.Sprintf("aviso_%s_%d_%d_%s.pdf", s.l.name, seed, i, m.name))
			if err != nil {
				return err
			}
			if done = ok; ok {
				if err := emit(out); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// aviso is the i-th one of a seed: layouts in turn, then forms.
func (p *press) aviso(seed uint64, i int) *sheet {
	l := &p.all[i%len(p.all)]
	r := prng(seed).fork(uint64(i) ^ 0xa715) //nolint:gosec // never negative
	m := invent(r, shape{estado: pagado, partidas: 2, simple: true})
	m.partidas = nil
	if p.faces[l.font] == nil {
		p.faces[l.font] = facesOf(l.font)
	}
	c := newCanvas(l, m, p.faces[l.font])
	a := &aviso{remesa: strconv.Itoa(r.between(1, 120)), fecha: r.day(2024)}
	for range r.between(1, 4) {
		a.covers = append(a.covers, factura{cove: "COVE" + m.number[:2] + r.code(7), fecha: r.day(2024), dolares: num{int64(r.between(100, 9_000_000)), 2}})
		a.cantidades = append(a.cantidades, num{int64(r.between(1000, 90_000_000)), 3})
	}
	c.aviso(a, (i/len(p.all)+i)%avisoForms)
	return &sheet{l: l, m: m, pages: c.page, marks: c.marks, aviso: true}
}

func (a *aviso) totals() (dolares, cantidad num) {
	dolares, cantidad = num{0, 2}, num{0, 3}
	for i := range a.covers {
		dolares.v += a.covers[i].dolares.v
		cantidad.v += a.cantidades[i].v
	}
	return dolares, cantidad
}

// aviso prints the remesa: numbers, acuses de valor, vehicle and seals.
func (c *canvas) aviso(a *aviso, form int) {
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
	x = c.put(max(x, c.px(560)), mark{text: [...]string{"NUM. DE REMESA:", "REMESA:", "NÚMERO DE REMESA:"}[form], label: "remesa"})
	c.put(x+5, mark{text: a.remesa, paths: []string{"aviso.remesa"}})
	c.down(1)
	x = c.inline(c.px(0), fs["rfc"])
	x = c.put(max(x, c.px(380)), mark{text: "FECHA DEL AVISO:", label: "fecha_aviso"})
	c.put(x+5, mark{text: dated(a.fecha, c.l.dateSep), kind: kDate, paths: []string{"aviso.fecha"}})
	c.down(1.5)
	dolares, cantidad := a.totals()
	if form == avisoPlain {
		x = c.put(c.px(0), mark{text: "VALOR DOLARES:", label: "dolares"})
		c.put(x+5, mark{text: c.l.amount(dolares), kind: kAmount, paths: []string{"valor_dolares"}})
		x = c.put(c.px(400), mark{text: "CANTIDAD DE MERCANCIA UMC:", label: "cantidad"})
		c.put(x+5, mark{text: c.l.amount(cantidad), kind: kAmount, paths: []string{"aviso.cantidad_umc"}})
		c.down(1.5)
	}
	c.packages()
	c.acuses(a, form)
	c.transport()
	c.guias()
	c.containers()
	c.edocuments()
	c.text(c.px(0), "FIN DEL AVISO CONSOLIDADO")
	c.footer()
	c.paginate()
}

// acuses prints the acuses de valor of the remesa.
func (c *canvas) acuses(a *aviso, form int) {
	if form == avisoTable {
		c.acuseTable(a)
		return
	}
	for i := range a.covers {
		f := &a.covers[i]
		path := fmt.Sprintf("facturas.%d.", i)
		x := c.put(c.px(0), mark{text: [...]string{"NUMERO DE ACUSE DE VALOR:", "", "COVE:"}[form], label: "acuse_valor"})
		c.put(x+5, mark{text: f.cove, paths: []string{path + "cove"}})
		c.down(1)
		if form == avisoPlain {
			continue
		}
		x = c.put(c.px(20), mark{text: "VALOR DOLARES:", label: "dolares"})
		c.put(x+5, mark{text: c.l.amount(f.dolares), kind: kAmount, paths: []string{path + "valor_dolares"}})
		x = c.put(c.px(400), mark{text: "CANTIDAD UMC:", label: "cantidad"})
		c.put(x+5, mark{text: c.l.amount(a.cantidades[i]), kind: kAmount, paths: []string{fmt.Sprintf("aviso.cantidades.%d", i)}})
		c.down(1)
	}
	c.down(0.5)
}

func (c *canvas) acuseTable(a *aviso) {
	cols := c.columns("cove|30|L|ACUSE DE VALOR;fec|18|L|FECHA;usd|24|R|VALOR DOLARES;can|24|R|CANTIDAD UMC", 0, 900)
	c.heads(cols)
	for i := range a.covers {
		f := &a.covers[i]
		path := fmt.Sprintf("facturas.%d.", i)
		c.row(cols, cell{"cove", f.cove, kText, []string{path + "cove"}}, cell{"fec", dated(f.fecha, c.l.dateSep), kDate, []string{path + "fecha"}},
			cell{"usd", c.l.amount(f.dolares), kAmount, []string{path + "valor_dolares"}},
			cell{"can", c.l.amount(a.cantidades[i]), kAmount, []string{fmt.Sprintf("aviso.cantidades.%d", i)}})
	}
	dolares, cantidad := a.totals()
	c.row(cols, cell{col: "cove", text: "TOTAL"}, cell{"usd", c.l.amount(dolares), kAmount, []string{"valor_dolares"}},
		cell{"can", c.l.amount(cantidad), kAmount, []string{"aviso.cantidad_umc"}})
	c.down(0.5)
}

// avisoSums: what the acuses say adds up to what the remesa says.
func (c *controls) avisoSums() {
	if !slices.ContainsFunc(slices.Collect(maps.Keys(c.v)), func(p string) bool { return strings.HasPrefix(p, "aviso.") }) {
		return
	}
	n := count(c.v, "facturas")
	for _, f := range []struct{ each, whole string }{{"facturas.%d.valor_dolares", "valor_dolares"}, {"aviso.cantidades.%d", "aviso.cantidad_umc"}} {
		whole, ok := c.at(f.whole)
		sum, known := whole.Sub(whole, whole), 0
		for i := range n {
			if v, ok := c.at(fmt.Sprintf(f.each, i)); ok {
				sum.Add(sum, v)
				known++
			}
		}
		whole, _ = c.at(f.whole)
		if ok && known > 0 && sum.Cmp(whole) != 0 {
			c.fail("aviso_sum")
		}
	}
	seen := map[string]bool{}
	for i := range n {
		v := c.v[fmt.Sprintf("facturas.%d.cove", i)]
		if seen[v] && v != "" {
			c.fail("aviso_twice")
		}
		seen[v] = true
	}
}

// avisoSpecimen turns a specimen of a sheet into one of an aviso.
func avisoSpecimen(s *specimen.Specimen) {
	s.Format, s.Kind = "print/aviso consolidado", document.KindPedimento
	s.Truth["efecto"] = "previo"
}
