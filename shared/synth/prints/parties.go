package prints

import (
	"fmt"
	"strings"
)

// suppliers prints each supplier or buyer with its invoices.
func (c *canvas) suppliers() {
	c.need(5)
	c.title("proveedor")
	at := 0
	for i := range c.m.proveedores {
		p := &c.m.proveedores[i]
		var invoices []string
		for k := range p.facturas {
			invoices = append(invoices, fmt.Sprintf("facturas.%d.", at+k))
		}
		all := func(field string) []string {
			var out []string
			for _, f := range invoices {
				out = append(out, f+field)
			}
			return out
		}
		if p.soloCOVE || c.l.seller == "" {
			c.acuseValor(p, all)
			at += len(p.facturas)
			continue
		}
		cols := c.columns(c.l.seller, 0, 1000)
		c.need(6)
		c.heads(cols)
		c.wrapped(cols, cell{"id", p.id, kText, all("id_fiscal")}, cell{"nom", p.nombre, kText, all("proveedor")},
			cell{"dom", p.domicilio, kText, all("domicilio")}, cell{"vin", p.vinculacion, kText, all("vinculacion")})
		c.invoices(p, at)
		at += len(p.facturas)
	}
	c.down(0.3)
}

// acuseValor is the block of an operation with COVE only.
func (c *canvas) acuseValor(p *proveedor, all func(string) []string) {
	cols := c.columns("cove|40|L|"+c.l.label("acuse_valor")+";vin|20|C|VINCULACION;inc|20|C|INCOTERM", 0, 700)
	c.need(2)
	c.heads(cols)
	c.row(cols, cell{"cove", p.facturas[0].cove, kText, all("cove")}, cell{"vin", p.vinculacion, kText, all("vinculacion")},
		cell{"inc", p.facturas[0].incoterm, kText, all("incoterm")})
}

func (c *canvas) invoices(p *proveedor, at int) {
	l := c.l
	cols := c.columns(l.invoice, 0, 1000)
	c.need(3)
	c.heads(cols)
	for k := range p.facturas {
		f := &p.facturas[k]
		path := func(s string) []string { return []string{fmt.Sprintf("facturas.%d.%s", at+k, s)} }
		lines := cut(f.numero, 18)
		cells := []cell{
			{"num", lines[0], kJoin, path("numero")},
			{"fec", dated(f.fecha, l.dateSep), kDate, path("fecha")},
			{"inc", f.incoterm, kText, path("incoterm")},
			{"mon", f.moneda, kText, path("moneda")},
			{"val", l.amount(f.valor), kAmount, path("valor_moneda")},
			{"fac", f.factor.String(), kAmount, path("factor_moneda")},
			{"usd", l.amount(f.dolares), kAmount, path("valor_dolares")},
		}
		under := cell{"num", f.cove, kText, path("cove")}
		if l.labels["cove_first"] != "" && f.cove != "" {
			cells[0], under = under, cells[0]
			under.col, cells[0].col = "num", "num"
		}
		if l.coveBeside {
			under.col = "cove"
			c.row(cols, append(cells, under)...)
			c.rest(cols, lines[1:], path("numero"))
			continue
		}
		c.row(cols, cells...)
		first := l.labels["cove_first"] != "" && f.cove != ""
		if !first {
			c.rest(cols, lines[1:], path("numero"))
		}
		if under.text != "" {
			c.row(cols, under)
		}
		if first {
			c.rest(cols, lines[1:], path("numero"))
		}
	}
}

// rest prints the lines of a number that its column cuts, after the first.
func (c *canvas) rest(cols []column, lines, paths []string) {
	for k, s := range lines {
		c.need(1)
		c.cells(line{cols: cols, cells: []cell{{"num", s, kJoin, paths}}, part: k + 1})
		c.down(1)
	}
}

// cut breaks a number after so many characters; numbers have no blanks.
func cut(s string, n int) []string {
	var out []string
	for len(s) > n {
		out, s = append(out, s[:n]), s[n:]
	}
	return append(out, s)
}

func (c *canvas) consignees() {
	for i, d := range c.m.destinatarios {
		if i == 0 {
			c.need(4)
			c.title("destinatario")
		}
		p := fmt.Sprintf("destinatarios.%d.", i)
		cols := c.columns("id|20|L|ID. FISCAL;nom|40|L|NOMBRE, DENOMINACION O RAZON SOCIAL;dom|50|L|DOMICILIO", 0, 1000)
		c.heads(cols)
		c.wrapped(cols, cell{"id", d.id, kText, []string{p + "id_fiscal"}}, cell{"nom", d.nombre, kText, []string{p + "nombre"}},
			cell{"dom", d.domicilio, kText, []string{p + "domicilio"}})
	}
}

func (c *canvas) transport() {
	for i, t := range c.m.transportes {
		c.need(3)
		p := fmt.Sprintf("transportes.%d.", i)
		x := c.inline(c.px(0), field{"transporte", t.id, kText, []string{p + "identificacion"}})
		c.inline(max(x, c.px(450)), field{"pais", t.pais, kText, []string{p + "pais"}})
		c.down(1)
		x = c.put(c.px(0), mark{text: c.l.label("transportista"), label: "transportista"}) + 6
		x = c.put(x, mark{text: t.nombre, paths: []string{p + "nombre"}}) + 12
		c.inline(max(x, c.px(600)), field{"rfc", t.rfc, kText, []string{p + "rfc"}})
		c.down(1)
		c.inline(c.px(0), field{"curp", t.curp, kText, []string{p + "curp"}})
		x = c.put(c.px(250), mark{text: "DOMICILIO/CIUDAD/ESTADO", label: "transporte_domicilio"}) + 6
		c.put(x, mark{text: t.domicilio, paths: []string{p + "domicilio"}})
		c.down(1)
	}
	if len(c.m.candados) == 0 {
		return
	}
	c.need(1)
	x := c.put(c.px(0), mark{text: c.l.label("candados"), label: "candados"}) + 10
	for i, s := range c.m.candados {
		x = max(c.put(x, mark{text: s, paths: []string{fmt.Sprintf("candados.%d", i)}})+15, c.px(250+150*float64(i)))
	}
	c.down(1)
	c.need(2)
	c.text(c.px(0), "1RA. REVISION")
	c.text(c.px(250), "2DA. REVISION")
	c.down(1)
}

// pairs prints numbers with their kind, three to a line.
func (c *canvas) pairs(x float64, list string, ps [][2]string) {
	from := x
	for i, p := range ps {
		if i > 0 && i%3 == 0 {
			c.down(1)
			c.need(1)
			x = from
		}
		path := fmt.Sprintf("%s.%d.", list, i)
		x = c.put(x, mark{text: p[0], paths: []string{path + "numero"}}) + c.l.size*1.5
		x = c.put(x, mark{text: p[1], paths: []string{path + "tipo"}}) + c.l.size*4
	}
	c.down(1)
}

func (c *canvas) guias() {
	if len(c.m.guias) == 0 {
		return
	}
	c.need(2)
	x := c.put(c.px(0), mark{text: c.l.label("guias"), label: "guias"}) + 10
	if !c.l.guiasInLine {
		c.down(1)
		x = c.px(30)
	}
	c.pairs(x, "guias", c.m.guias)
}

func (c *canvas) containers() {
	if len(c.m.contenedores) == 0 {
		return
	}
	c.need(3)
	c.title("contenedores")
	x := c.put(c.px(0), mark{text: c.l.label("numero_tipo"), label: "contenedores"}) + 15
	c.pairs(x, "contenedores", c.m.contenedores)
}

// caseRows prints identifiers under their heading.
func (c *canvas) caseRows(cols []column, prefix string, cs []caso) {
	for i, k := range cs {
		p := fmt.Sprintf("%sidentificadores.%d.", prefix, i)
		cells := []cell{{"cla", k.clave, kText, []string{p + "clave"}}}
		for j, s := range k.c {
			cells = append(cells, cell{fmt.Sprintf("c%d", j+1), s, kText, []string{fmt.Sprintf("%scomplementos.%d", p, j)}})
		}
		c.row(cols, cells...)
	}
}

func (c *canvas) cases() {
	if len(c.m.casos) == 0 {
		return
	}
	c.need(3)
	if c.l.caseTitle {
		c.put(c.px(0), mark{text: c.l.label("identificadores"), bold: true})
		c.down(1)
	}
	cols := c.columns(strings.Replace(c.l.cases, "IDENTIF.", "CLAVE/COMPL. IDENTIFICADOR", 1), 0, 1000)
	c.heads(cols)
	c.caseRows(cols, "", c.m.casos)
}

// edocuments is how the forma simplificada prints the identifiers ED: up to
// four to a line, and no others.
func (c *canvas) edocuments() {
	n := 0
	x := 0.0
	for _, k := range c.m.casos {
		if k.clave != "ED" {
			continue
		}
		if n%4 == 0 {
			if n > 0 {
				c.down(1)
			}
			c.need(1)
			x = c.put(c.px(0), mark{text: c.l.label("edocument")}) + 6
		}
		p := fmt.Sprintf("identificadores.%d.", n)
		x = c.put(x, mark{text: k.c[0], paths: []string{p + "complementos.0"}, implies: [][2]string{{p + "clave", "ED"}}}) + 10
		n++
	}
	c.down(1)
}

// notes are the observaciones, one to a line.
func (c *canvas) notes() {
	if len(c.m.observaciones) == 0 {
		return
	}
	c.need(2)
	c.title("observaciones")
	for i, s := range c.m.observaciones {
		c.need(1)
		c.put(c.px(10), mark{text: s, paths: []string{fmt.Sprintf("observaciones.%d", i)}})
		c.down(1)
	}
}
