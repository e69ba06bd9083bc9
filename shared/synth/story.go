package synth

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// errand is a pedimento to be built: a clave, an operation and a day.
type errand struct {
	clave  string
	op     int
	day    int
	planta bool // a consolidado that crosses this month and is paid the next
}

// share is the weight of a kind in a month, per hundred.
type share struct {
	errand
	weight int
}

func shares() []share {
	return []share{
		{errand{clave: "IN", op: 1}, 36},
		{errand{clave: "RT", op: 2}, 33},
		{errand{clave: "V1", op: 2}, 8},
		{errand{clave: "V1", op: 1}, 4},
		{errand{clave: "F4", op: 1}, 4},
		{errand{clave: "A1", op: 2}, 5},
		{errand{clave: "A1", op: 1}, 3},
		{errand{clave: "E1", op: 1}, 4},
		{errand{clave: "AF", op: 1}, 2},
		{errand{clave: "A3", op: 1}, 1},
	}
}

// musts are the kinds every month has, in order of importance, with the day
// when it matters.
func musts(index int) []errand {
	list := []errand{
		{clave: "IN", op: 1, day: 2},
		{clave: "RT", op: 2, day: 19},
		{clave: "IN", op: 1, day: 4},
		{clave: "RT", op: 2, day: 24},
		{clave: "A1", op: 2, day: 28, planta: true},
		{clave: "F4", op: 1, day: 21},
		{clave: "V1", op: 1, day: 6},
		{clave: "V1", op: 2, day: 23},
		{clave: "A1", op: 2},
		{clave: "AF", op: 1},
		{clave: "E1", op: 1},
		{clave: "A1", op: 1},
		{clave: "IN", op: 1},
		{clave: "IN", op: 1},
	}
	if index%3 == 1 {
		list = append(list, errand{clave: "A3", op: 1})
	}
	return list
}

// errands plans a month in order of day.
func (g *generator) errands(index int) []errand {
	list := musts(index)
	for len(list) < g.opt.Pedimentos {
		list = append(list, g.draw())
	}
	list = list[:g.opt.Pedimentos]
	for i := range list {
		e := &list[i]
		switch {
		case e.day != 0:
		case e.op == 2 || e.clave == "F4" || e.clave == "A3":
			e.day = g.r.between(7, 26)
		default:
			e.day = g.r.between(1, 26)
		}
	}
	slices.SortStableFunc(list, func(a, b errand) int { return cmp.Compare(a.day, b.day) })
	return list
}

// draw picks a kind by weight.
func (g *generator) draw() errand {
	k := g.r.n(100)
	all := shares()
	for _, s := range all {
		if k -= s.weight; k < 0 {
			return s.errand
		}
	}
	return all[0].errand
}

// story invents the pedimentos paid in a month and writes them into the
// delivery. Outside bulk mode it returns them for the other papers.
func (g *generator) story(index int) []*ped {
	var all []*ped
	file := func(p *ped) {
		g.file(p)
		if !g.opt.Bulk {
			all = append(all, p)
		}
	}
	g.listUrgent()
	paid := g.carry
	g.carry = nil
	for _, p := range paid {
		file(p)
	}
	for _, e := range g.errands(index) {
		if p := g.build(e); e.planta {
			g.carry = append(g.carry, p)
		} else {
			file(p)
			g.considerRectifying(p, index)
		}
	}
	for _, p := range g.rectifications() {
		file(p)
	}
	if g.opt.ErrorsOn {
		for _, p := range g.planted(index) {
			file(p)
		}
	}
	return all
}

// file writes a pedimento into the delivery and the truth.
func (g *generator) file(p *ped) {
	g.day.add(g.co, p)
	g.day.selections(p)
	g.truth.Pedimentos[p.clave+" "+operacion(p.op)]++
	if g.opt.Bulk {
		return
	}
	t := PedimentoTruth{
		Number: p.number, Clave: p.clave, Operacion: operacion(p.op), Tipo: p.tipo, FechaPago: p.pago,
		Partidas: len(p.partidas), ValorAd: p.valorAduana, ValorCom: p.valorComercial, Delivery: g.day.name(),
	}
	if p.rectifica != nil {
		t.Rectifica = p.rectifica.number
	}
	g.truth.List = append(g.truth.List, t)
}

// rectification is a pedimento that will be rectified on a day.
type rectification struct {
	of *ped
	on document.Date
}

// considerRectifying schedules a rectification of some IN and RT; the story
// always has one of the same month and one that arrives a month later.
func (g *generator) considerRectifying(p *ped, index int) {
	if p.clave != "IN" && p.clave != "RT" || p.socio == nil {
		return
	}
	later := g.month.AddMonths(1)
	var on document.Date
	switch {
	case p.clave == "IN" && p.pago.Day() == 2 && index == 0,
		p.clave == "RT" && p.pago.Day() == 19 && index == 1:
		on = g.month.AddDays(27)
	case p.clave == "IN" && p.pago.Day() == 4 && index == 0:
		on = later.AddDays(9)
	case g.r.one(80):
		on = later.AddDays(g.r.between(0, 20))
	default:
		return
	}
	g.due = append(g.due, rectification{p, on})
	if q := &p.partidas[0]; p.clave == "IN" && q.mat.role == roleInput {
		g.stock[q.mat.key].withhold(q.umt * (100 - rectifiedShare) / 100)
	}
}

// listUrgent lists the materials that must leave this month.
func (g *generator) listUrgent() {
	g.urgent = g.urgent[:0]
	for _, key := range g.inputs {
		if g.stock[key].expiring(g.month.MonthEnd().AddDays(urgency)) > 0 {
			g.urgent = append(g.urgent, key)
		}
	}
}

// rectifications builds those due this month.
func (g *generator) rectifications() []*ped {
	var out []*ped
	rest := g.due[:0]
	for _, d := range g.due {
		if d.on > g.month.MonthEnd() {
			rest = append(rest, d)
			continue
		}
		out = append(out, g.rectify(d.of, d.on))
	}
	g.due = rest
	return out
}
