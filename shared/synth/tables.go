package synth

import "example.com/immex/shared/document"

// add writes every row of a pedimento, but for the selections, which belong
// to the month they happened in.
func (d *delivery) add(c *company, p *ped) {
	d.general(c, p)
	d.transport(p)
	d.invoices(p)
	d.dates(p)
	d.level(p)
	d.history(p)
	for i := range p.partidas {
		d.partida(p, &p.partidas[i], int64(i+1))
	}
}

// general writes 501.
func (d *delivery) general(c *company, p *ped) {
	t := d.tables[t501].begin(p)
	t.int(int64(p.op)).ascii(p.clave).ascii(p.aduana).ascii("").ascii(c.rfc).ascii(p.broker.curp)
	t.dec(p.tc, 5).int(p.fletes).int(p.seguros).int(0).int(0).int(0).dec(p.peso, 3)
	t.int(int64(p.salida)).int(int64(p.arribo)).int(int64(p.entry())).int(9)
	t.text(c.nombre).text(c.calle).ascii("").ascii(c.numero).ascii(c.cp).text(c.municipio).ascii(c.entidad).ascii("MEX")
	t.int(int64(p.tipo)).stamp(p.pago, p.hora-155).paid(p)
}

// entry is the means of transport through the border.
func (p *ped) entry() int {
	if p.op == 1 {
		return p.arribo
	}
	return p.salida
}

// transport writes 502, 503 and 504 of a physical crossing.
func (d *delivery) transport(p *ped) {
	if p.virtual {
		return
	}
	if p.guia != "" {
		d.tables[t503].begin(p).ascii(p.guia).ascii("H").paid(p)
	}
	if p.contenedor != "" {
		d.tables[t502].begin(p).ascii("").ascii("").text("TRANSPORTES INVENTADOS DEL GOLFO").ascii("MEX").ascii(p.contenedor[4:]).paid(p)
		d.tables[t504].begin(p).ascii(p.contenedor).int(3).paid(p)
	}
}

// invoices writes 505 and 520.
func (d *delivery) invoices(p *ped) {
	for _, f := range p.facturas {
		t := d.tables[t505].begin(p).date(f.fecha).ascii(f.numero).ascii(f.incoterm)
		if f.cove {
			t.ascii(" ").ascii("0.00").ascii("0.00").ascii(" ").ascii(" ").ascii(p.socio.taxID).text(p.socio.nombre)
			t.ascii("").ascii("").ascii("").ascii("").ascii("").paid(p)
			continue
		}
		t.ascii("USD").dec(f.cents, 2).dec(f.cents, 2).ascii(p.socio.pais).ascii(" ").ascii(p.socio.taxID).text(p.socio.nombre)
		t.text(p.socio.calle).ascii("").ascii(p.socio.numero).ascii(p.socio.cp).text(p.socio.ciudad).paid(p)
	}
	if p.op == 2 && p.virtual {
		s := p.socio
		d.tables[t520].begin(p).ascii(s.taxID).text(s.nombre).text(s.calle).ascii("").ascii(s.numero).ascii(s.cp).
			text(s.ciudad).ascii(s.pais).paid(p)
	}
}

// dates writes 506.
func (d *delivery) dates(p *ped) {
	first := int64(1)
	if p.op == 2 {
		first = 5
	}
	d.date(p, first, p.entrada)
	d.date(p, 2, p.pago)
	if p.clave == "E1" {
		d.date(p, 3, p.entrada)
	}
	if p.rectifica != nil {
		d.date(p, 7, p.rectifica.pago)
	}
}

func (d *delivery) date(p *ped, tipo int64, on document.Date) {
	d.tables[t506].begin(p).int(tipo).date(on).paid(p)
}

// level writes 507, 509, 510 and 511.
func (d *delivery) level(p *ped) {
	for _, c := range p.ids {
		d.tables[t507].begin(p).ascii(c.clave).ascii(c.c1).int(int64(p.tipo)).ascii("").paid(p)
	}
	for _, x := range p.tasas {
		d.tables[t509].begin(p).int(int64(x.clave)).dec(x.tasa, 5).int(int64(x.tipo)).int(int64(p.tipo)).paid(p)
	}
	for _, x := range p.cuadro {
		d.tables[t510].begin(p).int(int64(x.clave)).int(int64(x.fp)).int(x.importe).int(int64(p.tipo)).paid(p)
	}
	for i, o := range p.obs {
		t := d.tables[t511].begin(p).int(int64(i + 1))
		if (p.hora+i)%17 == 0 { // some lines of a file are UTF-8, the rest is not
			t.ascii(o)
		} else {
			t.text(o)
		}
		t.int(int64(p.tipo)).paid(p)
	}
}

// history writes 512, 701 and 702. Numbers are whole numbers there: those of
// 2020 and 2010 lose their leading zero.
func (d *delivery) history(p *ped) {
	for _, x := range p.descargos {
		d.tables[t512].begin(p).ascii(x.patente).ascii(unpadded(x.doc)).ascii(x.aduana).ascii(x.clave).date(x.fecha).
			ascii(x.fraccion).int(int64(x.unidad)).dec(x.cantidad, 3).int(int64(p.tipo)).paid(p)
	}
	if o := p.rectifica; o != nil {
		d.tables[t701].begin(p).ascii(p.clave).date(p.pago).ascii(unpadded(o.doc)).ascii(o.patente).ascii(o.aduana).
			ascii(o.clave).date(o.pago).ascii("0").ascii("0").ascii(" ").paid(p)
		d.tables[t702].begin(p).int(1).int(0).int(fixedDTA(p.pago)).int(int64(p.tipo)).paid(p)
	}
}

func unpadded(doc string) string {
	for len(doc) > 1 && doc[0] == '0' {
		doc = doc[1:]
	}
	return doc
}

// partida writes 551 and its satellites.
func (d *delivery) partida(p *ped, q *partida, seq int64) {
	m := q.mat
	t := d.tables[t551].begin(p).ascii(q.fraccion).int(seq).ascii(nico(m, p.pago)).text(m.descripcion)
	t.dec(q.precio, 5).int(q.aduana).int(q.pesos).dec(q.cents, 2).dec(q.umc, 3).int(int64(m.umc))
	t.dec(q.umt*100, 5).int(int64(m.umt)).int(0).int(0).int(int64(method(p.op)))
	t.ascii("").ascii("").ascii("").ascii(q.origen).ascii(p.socio.pais).ascii(" ").ascii(" ").ascii(" ").ascii(" ")
	t.int(int64(p.op)).ascii(p.clave).paid(p)
	for _, c := range q.ids {
		c1 := c.c1
		if c1 == "" {
			c1 = " "
		}
		d.line(t554, p, q, seq).ascii(c.clave).ascii(c1).ascii("").paid(p)
	}
	for _, x := range q.tasas {
		d.line(t556, p, q, seq).int(int64(x.clave)).dec(x.tasa, 5).int(int64(x.tipo)).paid(p)
	}
	for _, x := range q.cuadro {
		d.line(t557, p, q, seq).int(int64(x.clave)).int(int64(x.fp)).int(x.importe).paid(p)
	}
	if q.obs != "" {
		d.line(t558, p, q, seq).int(1).text(q.obs).paid(p)
	}
}

// line opens a row of a table of partida level.
func (d *delivery) line(t int, p *ped, q *partida, seq int64) *table {
	return d.tables[t].begin(p).ascii(q.fraccion).int(seq)
}

// method is the valuation method: transaction value, or none on exports.
func method(op int) int {
	if op == 2 {
		return 0
	}
	return 1
}

// nico is the subdivision, which did not exist before November 2020.
func nico(m *material, on document.Date) string {
	if on < 20201128 {
		return ""
	}
	return m.nico
}

// selections writes the Sel rows of p that happened in the month of d, and an
// incident row for a red light. It reports how many it wrote.
func (d *delivery) selections(p *ped) int {
	n := 0
	for _, s := range p.sel {
		if s.fecha < d.from || s.fecha > d.to {
			continue
		}
		n++
		d.tables[tSel].begin(p).int(int64(s.remesa)).int(1).date(s.fecha).minute(s.minuto).int(int64(s.semaforo)).
			ascii(p.clave).int(int64(p.op)).end()
		if s.semaforo == 0 {
			d.tables[tInci].begin(p).int(int64(s.remesa)).int(1).date(s.fecha).minute(s.minuto + 11).date(s.fecha).
				minute(s.minuto + 134).ascii("00000000").int(0).ascii(p.clave).int(int64(p.op)).ascii("C").date(s.fecha).end()
		}
	}
	return n
}
