package synth

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// build makes one pedimento. When nothing can leave yet, a definitive export
// takes the place of a return, so that a month has the pedimentos it was
// asked for.
func (g *generator) build(e errand) *ped {
	p := g.open(e)
	switch e.clave {
	case "IN", "E1":
		g.entries(p, "entrada")
	case "V1":
		if e.op == 1 {
			g.entries(p, "entrada")
		} else {
			g.exits(p, "transferencia")
		}
	case "AF":
		g.sundry(p, roleAsset, true)
	case "RT":
		g.exits(p, "retorno")
	case "F4", "A3":
		g.regime(p)
	default:
		g.sundry(p, roleNational, false)
	}
	if len(p.partidas) == 0 {
		return g.build(errand{clave: "A1", op: 2, day: e.day})
	}
	g.close(p)
	return p
}

// open draws the header: broker, aduana, dates, number.
func (g *generator) open(e errand) *ped {
	p := &ped{clave: e.clave, op: e.op, tipo: 1, hora: g.r.between(8*3600, 19*3600)}
	p.virtual = e.clave == "V1" || e.clave == "F4" || e.clave == "A3" || e.clave == "E1"
	b := &g.co.brokers[g.r.n(len(g.co.brokers))]
	p.broker, p.patente, p.aduana = b, b.patente, b.aduanas[0]
	if !p.virtual && len(b.aduanas) > 1 && g.r.one(3) {
		p.aduana = b.aduanas[1]
	}
	opened := g.month.AddDays(e.day - 1)
	p.pago = opened
	if e.planta { // crosses from the 28th to the end of the month, paid on the 2nd
		p.pago = g.month.AddMonths(1).AddDays(1)
	}
	p.entrada = p.pago
	if !p.virtual && p.op == 1 {
		p.entrada = max(g.month, p.pago.AddDays(-g.r.n(3)))
	}
	p.doc, p.number = g.assign(p, opened)
	p.tc = rate(g.opt.Seed, p.entrada)
	p.arribo, p.salida = 7, 7
	switch {
	case p.virtual:
		p.arribo, p.salida = 98, 98
	case p.aduana == "160":
		p.arribo = 1
	}
	p.socio = g.counterpart(p)
	p.consolidado = e.planta || p.clave == "V1" || p.clave == "RT" && p.pago.Day() >= 20 && g.r.one(3)
	g.crossings(p, opened, e.planta)
	return p
}

// assign gives the next number of an agent at an aduana in a year. A
// consolidado keeps the year in which it was opened.
func (g *generator) assign(p *ped, opened document.Date) (doc, number string) {
	key := fmt.Sprint(p.patente, p.aduana, opened.Year())
	if g.counter[key] == 0 {
		g.counter[key] = g.r.between(1, 90_000)
	}
	g.counter[key]++
	doc = fmt.Sprintf("%d%06d", opened.Year()%10, g.counter[key])
	return doc, pedimento.Number(opened.Year(), p.aduana, p.patente, doc)
}

// counterpart is who sells or buys.
func (g *generator) counterpart(p *ped) *socio {
	list := g.co.suppliers
	switch {
	case p.clave == "V1":
		list = g.co.partners
	case p.op == 2:
		list = g.co.customers
	}
	return &list[g.r.n(len(list))]
}

// crossings draws the Sel rows: one on the day of payment, or the remesas of
// a consolidado over the six days before it.
func (g *generator) crossings(p *ped, opened document.Date, planta bool) {
	if !p.consolidado {
		p.sel = []seleccion{{fecha: p.pago, minuto: g.r.between(540, 1200), semaforo: g.light()}}
		return
	}
	first := max(g.month, p.pago.AddDays(-6))
	if planta {
		first = opened
	}
	for day, n := first, 1; day <= p.pago && n <= 9; day = day.AddDays(g.r.between(1, 3)) {
		p.sel = append(p.sel, seleccion{remesa: n, fecha: day, minuto: g.r.between(540, 1200), semaforo: g.light()})
		n++
	}
}

// light is the result of the selection: one in eight is red.
func (g *generator) light() int {
	if g.r.one(8) {
		return 0
	}
	return 1
}

// close completes what depends on the partidas.
func (g *generator) close(p *ped) {
	if !p.virtual && p.op == 1 && g.r.one(2) {
		p.fletes, p.seguros = g.r.n64(9000)+100, g.r.n64(900)
	}
	p.total()
	g.identifiers(p)
	p.taxes() // which goods pay DTA their identifiers say
	g.bills(p)
	g.remarks(p)
	p.peso = p.net()
	p.peso += 200 + g.r.n64(2_000)
	p.acuse = g.r.code(8)
	if !p.virtual && g.r.one(3) {
		p.guia = g.r.digits(11)
	}
	if p.arribo == 1 || !p.virtual && g.r.one(4) {
		p.contenedor = "XXXU" + g.r.digits(7)
	}
}

// identifiers writes the cases of Apéndice 8 that each clave carries.
func (g *generator) identifiers(p *ped) {
	immex := strings.ReplaceAll(g.co.immex, "-", "")
	add := func(clave, c1 string) { p.ids = append(p.ids, caso{clave, c1}) }
	if p.clave != "A1" && p.clave != "A3" {
		add("IM", immex)
	}
	if p.temporary() {
		add("CI", "A")
	}
	if p.clave == "V1" {
		add("V1", strings.ReplaceAll(p.socio.immex, "-", ""))
	}
	if p.clave == "E1" {
		add("SF", "0001")
	}
	if p.consolidado {
		add("PC", "")
	}
	switch {
	case !p.virtual, g.r.one(2):
		add("ED", "0"+g.r.digits(3)+g.r.code(9))
	case p.clave == "A3":
		add("ED", "0436AC"+p.doc) // its act
	}
	switch {
	case p.clave == "A3":
		add("A3", "3")
	case p.clave == "F4":
		add("FI", updateText)
	case p.clave == "RT" && limitedDeferral(p.socio.pais):
		add("ST", "")
	}
	for i := range p.partidas {
		q := &p.partidas[i]
		if group := treaty(q.origen); g.r.one(3) && group != "" && p.op == 1 {
			q.ids = append(q.ids, caso{"TL", group}, caso{"PO", ""})
		}
		if p.op == 2 && g.r.one(3) {
			q.ids = append(q.ids, caso{"XP", "C6"})
		}
		if g.r.one(4) {
			q.ids = append(q.ids, caso{"MA", ""})
		}
	}
}

// treaty is the country or group of the agreement that goods of an origin may
// claim, "" without one.
func treaty(origin string) string {
	switch origin {
	case "USA", "CAN", "JPN":
		return origin
	case "DEU", "FRA":
		return "EMU"
	default:
		return ""
	}
}

// limitedDeferral reports a country to which a return determines the duty of
// goods of other origins (T-MEC art. 2.5).
func limitedDeferral(country string) bool { return country == "USA" || country == "CAN" }

// net is the weight of the partidas.
func (p *ped) net() (grams int64) {
	for i := range p.partidas {
		grams += p.partidas[i].umc * p.partidas[i].mat.gramos / 1000
	}
	return grams
}

// bills writes the invoices of 505; a consolidado has none.
func (g *generator) bills(p *ped) {
	if p.consolidado {
		return
	}
	when := p.entrada.AddDays(-g.r.between(1, 9))
	if g.r.n(4) < 3 {
		p.facturas = []factura{{numero: cove(g.r, when), fecha: when, incoterm: g.incoterm(), cove: true}}
		return
	}
	rest := p.dolares
	if rest > 1000 && g.r.one(3) {
		part := rest/3 + g.r.n64(rest/3)
		p.facturas = append(p.facturas, factura{numero: g.r.code(2) + g.r.digits(6), fecha: when, incoterm: "FCA", cents: part})
		rest -= part
	}
	p.facturas = append(p.facturas, factura{numero: g.r.code(2) + g.r.digits(6), fecha: when, incoterm: g.incoterm(), cents: rest})
}

func (g *generator) incoterm() string { return []string{"FCA", "DAP", "EXW", "CIF"}[g.r.n(4)] }

// cove is an acuse de valor of a day.
func cove(r *prng, on document.Date) string {
	return fmt.Sprintf("COVE%02d%s", on.Year()%100, r.code(7))
}

// remarks writes observations, some with accents.
func (g *generator) remarks(p *ped) {
	lines := []string{
		"OPERACIÓN AL AMPARO DEL PROGRAMA IMMEX " + g.co.immex + " DOCUMENTO INVENTADO SIN VALIDEZ",
		"SE ANEXA RELACIÓN DE NÚMEROS DE PARTE DE LA COMPAÑÍA",
		"MERCANCIA EN BUEN ESTADO",
	}
	p.obs = lines[:g.r.between(1, len(lines))]
}
