package prints

import (
	"fmt"
	"strconv"
	"strings"
)

// print lays the pedimento out, block by block.
func (c *canvas) print() {
	for block := range strings.FieldsSeq(c.l.order) {
		c.block(block)
	}
	c.end()
	c.footer()
	c.paginate()
	c.marked()
}

// block prints one block of Anexo 1, or nothing when the pedimento lacks it.
func (c *canvas) block(name string) {
	map[string]func(){
		"head": c.head, "header": c.header, "importador": c.importer, "incrementables": c.incrementables, "acuse": c.acceptance, "bultos": c.packages,
		"fechas": c.datesAndRates, "cuadro": c.cuadro, "pago": c.payment, "proveedores": c.suppliers, "destinatarios": c.consignees, "transporte": c.transport,
		"guias": c.guias, "contenedores": c.containers, "identificadores": c.cases, "edocuments": c.edocuments, "rectificacion": c.rectification,
		"cuentas": c.accounts, "descargos": c.discharges, "compensaciones": c.compensations, "virtuales": c.virtuals, "observaciones": c.notes, "partidas": c.partidas,
	}[name]()
}

// printed writes the number as AA DD PPPP NNNNNNN.
func (m *model) printed() string {
	n := m.number
	return n[:2] + " " + n[2:4] + " " + n[4:8] + " " + n[8:]
}

const pageMark = "\x00" // the number of pages goes here once known

func (c *canvas) pageWords() string {
	return fmt.Sprintf(strings.Replace(c.l.label("page"), "%d de %d", "%d de %s", 1), c.page, pageMark)
}

// paginate fills in the number of pages.
func (c *canvas) paginate() {
	for i := range c.marks {
		c.marks[i].text = strings.Replace(c.marks[i].text, pageMark, strconv.Itoa(c.page), 1)
	}
}

func (c *canvas) right(s string) {
	c.put(c.left+c.width-c.f.width(s, c.l.size, false), mark{text: s})
}

// head is the first line of the first page.
func (c *canvas) head() {
	c.text(c.px(0), "Referencia: "+c.m.referencia)
	s := c.l.label("head")
	c.put(c.left+(c.width-c.f.width(s, c.l.size+2, true))/2, mark{text: s, bold: true, size: c.l.size + 2})
	c.right(c.pageWords())
	c.down(1.3)
}

// continuation is the head of every other page.
func (c *canvas) continuation() {
	c.put(c.px(0), mark{text: c.l.label("head2"), bold: true})
	c.text(c.px(450), "Referencia: "+c.m.referencia)
	c.right(c.pageWords())
	c.down(1)
	x := c.put(c.px(0), mark{text: c.l.label("numero")})
	c.put(x+4, mark{text: c.m.printed(), kind: kNumber, paths: []string{"number"}, again: true})
	x = c.put(c.px(380), mark{text: c.l.label("oper2")})
	c.put(x+4, mark{text: c.m.op, paths: []string{"operacion"}, again: true})
	x = c.put(c.px(540), mark{text: c.l.label("clave2")})
	c.put(x+4, mark{text: c.m.clave, paths: []string{"clave"}, again: true})
	x = c.put(c.px(700), mark{text: c.l.label("rfc")})
	c.put(x+4, mark{text: c.m.rfc, paths: []string{"rfc"}, again: true})
	c.down(1)
	x = c.put(c.px(700), mark{text: c.l.label("curp")})
	c.put(x+4, mark{text: c.m.curp, paths: []string{"curp"}, again: true})
	c.down(1.5)
	if c.goods && c.l.repeatGoods {
		c.goodsHead()
	}
}

// fields of the header by the key a layout names them.
func (c *canvas) fields() map[string]field {
	m, l := c.m, c.l
	one := func(key, text string, k kind, path string) field { return field{key, text, k, []string{path}} }
	return map[string]field{
		"numero": one("numero", m.printed(), kNumber, "number"), "operacion": one("operacion", m.op, kText, "operacion"),
		"clave": one("clave", m.clave, kText, "clave"), "regimen": one("regimen", m.regimen, kText, "regimen"),
		"destino": one("destino", m.destino, kText, "destino"), "tipo_cambio": one("tipo_cambio", m.tc.String(), kAmount, "tipo_cambio"),
		"peso": one("peso", l.amount(m.peso), kAmount, "peso_bruto"), "aduana_es": one("aduana_es", m.aduanaES, kText, "aduana_es"),
		"dolares": one("dolares", l.amount(m.dolares), kAmount, "valor_dolares"), "aduana": one("aduana", l.amount(m.valorAduana), kAmount, "valor_aduana"),
		"comercial":      one("comercial", l.amount(m.comercial), kAmount, "valor_comercial"),
		"rfc":            one("rfc", m.rfc, kText, "rfc"),
		"entrada_salida": one("entrada_salida", m.medios[0], kText, "medios_transporte.entrada_salida"),
		"arribo":         one("arribo", m.medios[1], kText, "medios_transporte.arribo"), "salida": one("salida", m.medios[2], kText, "medios_transporte.salida"),
		"acuse": one("acuse", m.acuse, kText, "acuse"), "seccion": one("seccion", m.aduana, kText, "aduana"),
	}
}

// header prints the rows the layout describes: "key@x", where "medios" stands
// for the means of transport above their values.
func (c *canvas) header() {
	fs := c.fields()
	for _, line := range c.l.header {
		tall := false
		for item := range strings.FieldsSeq(line) {
			key, at, _ := strings.Cut(item, "@")
			x := 0.0
			if _, err := fmt.Sscan(at, &x); err != nil {
				x = 0
			}
			switch {
			case key == "CERT":
				c.put(c.px(x), mark{text: "CERTIFICACIONES"})
			case key == "MEDIOS":
				c.put(c.px(x), mark{text: c.l.label("medios")})
			case strings.HasPrefix(key, "^"): // label only, value on the next line
				f := fs[key[1:]]
				c.put(c.px(x), mark{text: c.l.label(f.key), label: f.key})
			case strings.HasPrefix(key, "_"): // value only
				f := fs[key[1:]]
				c.put(c.px(x), mark{text: f.text, kind: f.kind, paths: f.paths})
			case c.l.labelsAbove:
				f := fs[key]
				tall = true
				c.put(c.px(x), mark{text: strings.TrimSuffix(c.l.label(f.key), ":"), label: f.key})
				c.y += c.l.step
				c.put(c.px(x), mark{text: f.text, kind: f.kind, paths: f.paths})
				c.y -= c.l.step
			default:
				c.inline(c.px(x), fs[key])
			}
		}
		c.down(1)
		if tall {
			c.down(1.2)
		}
	}
}

func (c *canvas) importer() {
	m := c.m
	c.down(0.3)
	c.title("importador")
	x := c.inline(c.px(0), field{"rfc", m.rfc, kText, []string{"rfc"}})
	x = max(x, c.px(330))
	name := field{"nombre", m.nombre, kText, []string{"nombre"}}
	if !c.l.nameBelow {
		c.inline(x, name)
		c.down(1)
		c.inline(c.px(0), field{"curp", m.curp, kText, []string{"curp"}})
	} else {
		c.put(x, mark{text: c.l.label("nombre"), label: "nombre"})
		c.down(1)
		c.inline(c.px(0), field{"curp", m.curp, kText, []string{"curp"}})
		c.put(x, mark{text: m.nombre, paths: name.paths})
	}
	c.down(1)
	x = c.put(c.px(0), mark{text: c.l.label("domicilio"), label: "domicilio"}) + 4
	for k, line := range c.wrap(m.domicilio, c.left+c.width-x-8) {
		c.put(x, mark{text: line, paths: []string{"domicilio"}, part: k})
		c.down(1)
	}
	c.down(0.3)
}

func (c *canvas) incrementables() {
	m, l := c.m, c.l
	keys := []string{"vseg", "seg", "fle", "emb", "otr"}
	paths := []string{"valor_seguros", "incrementables.seguros", "incrementables.fletes", "incrementables.embalajes", "incrementables.otros"}
	cols := c.columns(l.incr, 0, 1000)
	c.heads(cols)
	cells := make([]cell, 0, len(keys))
	for i := range keys {
		cells = append(cells, cell{keys[i], l.amount(m.incr[i]), kAmount, []string{paths[i]}})
	}
	c.row(cols, cells...)
	if l.decr == "" {
		return
	}
	c.title("decrementables")
	cols = c.columns(l.decr, 0, 1000)
	c.heads(cols)
	cells = cells[:0]
	for i, key := range []string{"tra", "seg", "car", "des", "otr"} {
		cells = append(cells, cell{key, l.amount(m.decr[i]), kAmount, []string{"decrementables." + key}})
	}
	c.row(cols, cells...)
	c.down(0.3)
}

func (c *canvas) acceptance() {
	m := c.m
	split := c.l.labels["acuse2"]
	x := c.put(c.px(0), mark{text: c.l.label("acuse"), label: "acuse"})
	c.text(c.px(330), c.l.label("barras"))
	f := field{"seccion", m.aduana, kText, []string{"aduana"}}
	if second := c.l.labels["seccion2"]; second != "" {
		c.put(c.px(660), mark{text: c.l.label("seccion"), label: "seccion"})
		c.down(1)
		at := c.put(c.px(660), mark{text: second, label: "seccion"})
		c.put(at+4, mark{text: m.aduana, paths: f.paths})
	} else {
		c.inline(c.px(560), f)
		c.down(1)
	}
	if split != "" {
		c.put(c.px(0), mark{text: split})
		x = c.px(0)
		c.down(1)
	}
	c.text(c.px(660), m.seccion)
	c.put(max(min(x-40, c.px(60)), c.px(0)), mark{text: m.acuse, paths: []string{"acuse"}})
	c.down(1.6)
}

func (c *canvas) packages() {
	x := c.put(c.px(0), mark{text: c.l.label("bultos"), label: "bultos"}) + 6
	x = c.put(x, mark{text: c.m.marcas, paths: []string{"bultos.marcas"}})
	c.put(max(x+12, c.px(700)), mark{text: c.m.bultos, paths: []string{"bultos.total"}})
	c.down(1.6)
}
