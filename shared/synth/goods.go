package synth

import "example.com/immex/shared/document"

// entries fills an import of inputs and enters them into the stock.
func (g *generator) entries(p *ped, kind string) {
	for range 1 + g.r.n(2*g.opt.Partidas-1) {
		key := g.inputs[g.r.n(len(g.inputs))]
		if p.clave == "IN" && g.r.one(7) {
			key = g.byRole(roleDomestic)
		}
		q := g.goods(key, g.draft(&g.mats[key]))
		g.record(p, q, kind, true)
	}
	if p.clave == "E1" { // 512 of an extraction names the introduction to the warehouse
		origin := p.entrada.AddDays(-g.r.between(30, 200))
		p.descargos = append(p.descargos, descargo{
			patente: p.patente, doc: string([]byte{'0' + byte(origin.Year()%10)}) + g.r.digits(6), aduana: p.aduana, clave: "A4", //nolint:gosec // digit
			fecha: origin, fraccion: p.partidas[0].fraccion, unidad: p.partidas[0].mat.umt, cantidad: p.partidas[0].umt,
		})
	}
}

// sundry fills pedimentos of one role: assets, or definitive goods that do
// not touch the inventory.
func (g *generator) sundry(p *ped, what role, stock bool) {
	for range 1 + g.r.n(g.opt.Partidas) {
		q := g.goods(g.byRole(what), 0)
		q.umc = g.draft(q.mat)
		q.umt = q.mat.inUMT(q.umc)
		if stock {
			g.record(p, q, "entrada", true)
			continue
		}
		q.price(p.tc, q.mat.precio)
		p.partidas = append(p.partidas, q)
	}
}

// exits fills a return or a transfer from what has entered long enough ago.
func (g *generator) exits(p *ped, kind string) {
	wait := ripening
	if p.consolidado {
		wait = ripeningConsolidado
	}
	upTo := p.pago.AddDays(-wait)
	want := 1 + g.r.n(2*g.opt.Partidas-1)
	g.expiring(p, kind, upTo, want)
	for range 4 * want {
		if len(p.partidas) == want {
			break
		}
		key := g.inputs[g.r.n(len(g.inputs))]
		m := &g.mats[key]
		units := m.floor(g.stock[key].available(upTo) * int64(g.r.between(10, 60)) / 100)
		if units < m.lote*10 { // not worth a line: less than a hundredth of a usual lot
			continue
		}
		g.record(p, g.goods(key, units), kind, false)
	}
	if p.clave == "V1" && len(p.partidas) > 0 { // 512 of a transfer cites the counterpart's import
		q := &p.partidas[0]
		doc := string([]byte{'0' + byte(p.pago.Year()%10)}) + g.r.digits(6) //nolint:gosec // digit
		p.descargos = append(p.descargos, descargo{
			patente: "9904", doc: doc, aduana: "240", clave: "V1", fecha: p.pago,
			fraccion: q.fraccion, unidad: q.mat.umt, cantidad: q.umt,
		})
	}
}

// expiring sends out first what is about to end its stay.
func (g *generator) expiring(p *ped, kind string, upTo document.Date, want int) {
	before := g.month.MonthEnd().AddDays(urgency)
	for len(g.urgent) > 0 && len(p.partidas) < want {
		key := g.urgent[0]
		s := &g.stock[key]
		if q := min(s.expiring(before), s.available(upTo)); g.mats[key].floor(q) > 0 {
			g.record(p, g.goods(key, g.mats[key].floor(q)), kind, false)
		}
		g.urgent = g.urgent[1:]
	}
}

// regime fills an F4 or A3 that names the lots it takes.
func (g *generator) regime(p *ped) {
	want := 1 + g.r.n(2)
	for i := range g.lots {
		l := &g.lots[i]
		if len(p.partidas) == want {
			break
		}
		m := &g.mats[l.mat]
		units := m.floor(l.left * int64(g.r.between(40, 100)) / 100)
		if l.on > p.pago.AddDays(-ripening) || units == 0 || g.r.one(3) {
			continue
		}
		g.take(p, l, units)
	}
	kept := g.lots[:0]
	for _, l := range g.lots {
		if g.mats[l.mat].floor(l.left) > 0 {
			kept = append(kept, l)
		}
	}
	g.lots = kept
}

// take adds a partida that discharges units of UMC of a named lot.
func (g *generator) take(p *ped, l *lotRef, units int64) {
	q := g.goods(l.mat, units)
	l.left -= q.umt
	g.record(p, q, "cambio_regimen", false)
	g.events[len(g.events)-1].named = l.number
	p.descargos = append(p.descargos, descargo{
		patente: l.patente, doc: l.doc, aduana: l.aduana, clave: l.clave, fecha: l.on,
		fraccion: q.fraccion, unidad: q.mat.umt, cantidad: q.umt,
	})
}

// goods is a partida of a material with units of UMC, in thousandths.
func (g *generator) goods(key int, units int64) partida {
	m := &g.mats[key]
	q := partida{mat: m, fraccion: m.fraccion, umc: units, umt: m.inUMT(units), origen: m.origen, event: -1}
	if g.r.one(4) {
		q.obs = "NÚMERO DE PARTE " + m.part(0)
	}
	return q
}

// draft is a usual quantity of UMC, in thousandths.
func (g *generator) draft(m *material) int64 {
	n := m.lote/2 + 1 + g.r.n64(m.lote)
	if m.whole() {
		return n * 1000
	}
	return n*1000 + g.r.n64(2)*500
}

// record prices a partida, appends it and makes its inventory event.
func (g *generator) record(p *ped, q partida, kind string, entry bool) {
	usd := q.mat.precio
	if p.op == 2 {
		usd += usd / 4
		q.origen = p.socio.pais
	}
	q.price(p.tc, usd)
	q.event = len(g.events)
	p.partidas = append(p.partidas, q)
	g.events = append(g.events, event{
		entry: entry, kind: kind, on: p.movedOn(entry), number: p.number, seq: len(p.partidas), mat: q.mat.key, qty: q.umt,
	})
	if entry {
		g.events[q.event].due = p.due()
	}
	switch {
	case !entry:
		g.stock[q.mat.key].leave(q.umt)
	case q.mat.role == roleDomestic:
		g.lots = append(g.lots, lotRef{p.patente, p.doc, p.aduana, p.clave, p.number, p.pago, q.mat.key, q.umt})
	default:
		g.stock[q.mat.key].enter(p.pago, g.events[q.event].due, q.umt)
	}
}

// movedOn is the day of a movement: the first remesa of an entry, the last
// selection of a physical exit, else the date of entry or payment.
func (p *ped) movedOn(entry bool) document.Date {
	switch {
	case entry && p.consolidado && len(p.sel) > 0:
		return p.sel[0].fecha
	case p.clave == "RT" && len(p.sel) > 0:
		return p.sel[len(p.sel)-1].fecha
	default:
		return p.entrada
	}
}

// byRole draws a material of a role.
func (g *generator) byRole(what role) int {
	start := g.r.n(len(g.mats))
	for i := range g.mats {
		if k := (start + i) % len(g.mats); g.mats[k].role == what {
			return k
		}
	}
	return 0
}

// inUMT converts units of UMC exactly.
func (m *material) inUMT(umc int64) int64 { return umc * m.factor / 1000 }

// floor is the UMC that fits in a quantity of UMT, in whole units where the
// unit is counted, both in thousandths.
func (m *material) floor(umt int64) int64 {
	umc := umt * 1000 / m.factor
	if m.whole() {
		return umc / 1000 * 1000
	}
	return umc
}
