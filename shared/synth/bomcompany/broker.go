package bomcompany

import (
	"fmt"
	"slices"

	"example.com/immex/shared/document"
)

const (
	patente = "9901"
	aduana  = "240"
)

// open is a new pedimento of a day.
func (t *teller) open(clave string, op int, on document.Date) *ped {
	p := &ped{patente: patente, clave: clave, op: op, tipo: 1, entrada: on, pago: on, sel: []document.Date{on}, tc: t.rate(on), month: t.index}
	switch {
	case clave == "V1":
		p.socio = partner()
	case op == 1:
		p.socio = supplier()
	default:
		p.socio = customer()
	}
	t.assign(p)
	p.factura = "INV-" + p.number[8:]
	return p
}

// assign gives the next number of the year of payment.
func (t *teller) assign(p *ped) {
	year := p.pago.Year()
	t.counter[year]++
	p.doc = fmt.Sprintf("%d%06d", year%10, t.counter[year])
	p.number = fmt.Sprintf("%02d%s%s%s", year%100, aduana[:2], patente, p.doc)
}

// rate is the exchange rate of a day.
func (t *teller) rate(on document.Date) int64 {
	r := prng{t.opt.Seed ^ uint64(on)} //nolint:gosec // mixing only
	return 1_700_000 + int64(r.below(900))*100
}

// consolidate makes a consolidado of it: remesas on three working days, paid
// on the last.
func (p *ped) consolidate() {
	p.consolidado = true
	second := day(p.entrada.AddDays(1))
	p.sel = []document.Date{p.entrada, second, day(second.AddDays(1))}
	p.pago = p.sel[2]
}

// put adds goods to the partida of their fracción and units.
func (t *teller) put(p *ped, x partShare) {
	q := x.part
	i := slices.IndexFunc(p.lines, func(l line) bool { return l.fraccion == q.fraccion && l.umc == q.declared })
	if i < 0 {
		i = len(p.lines)
		p.lines = append(p.lines, line{fraccion: q.fraccion, texto: q.descripcion, umc: q.declared, umt: q.umt, origen: q.origen})
	}
	l := &p.lines[i]
	l.shares = append(l.shares, x)
	l.qUMC += x.qUMC
	l.qUMT += x.part.inUMT(x.qUMC) / 1000 * 1000
	l.cents += max(1, proportion(int64(x.qUMC), q.usd, 100_000_000))
}

// inUMT is what a declared quantity weighs by the plant's factor.
func (p *part) inUMT(declared Micros) Micros {
	own := p.own(declared).rat()
	if p.factor != "" {
		own.Mul(own, decimal(p.factor))
	}
	return rounded(own)
}

// own is a declared quantity in the unit of the part.
func (p *part) own(declared Micros) Micros { return declared * (p.perDeclared / unit) }

// lineOf is the number of the partida with a part, 0 for none.
func (p *ped) lineOf(parte string) int {
	return 1 + slices.IndexFunc(p.lines, func(l line) bool {
		return slices.ContainsFunc(l.shares, func(s partShare) bool { return s.part.numero == parte })
	})
}

// file prices a pedimento and puts it into the story; some are mistyped and
// will be rectified.
func (t *teller) file(p *ped) {
	p.price()
	t.peds = append(t.peds, p)
	if (p.clave == "IN" || p.clave == "RT") && t.r.one(7) {
		t.mistype(p)
	}
}

func (p *ped) price() {
	for i := range p.lines {
		l := &p.lines[i]
		l.pesos = max(1, proportion(l.cents, p.tc, 10_000_000))
		if p.op == 1 {
			l.aduana = l.pesos
		}
	}
}

// mistype changes a quantity of a pedimento; its invoice is right, and a
// rectification of the same month or the next will agree with it.
func (t *teller) mistype(p *ped) {
	right := *p
	right.lines = slices.Clone(p.lines)
	for i := range right.lines {
		right.lines[i].shares = slices.Clone(p.lines[i].shares)
	}
	l := &p.lines[0]
	wrong := l.qUMC + Micros(t.r.between(1, 9))*unit
	l.qUMT = share(l.qUMT, wrong, l.qUMC) / 1000 * 1000
	l.qUMC = wrong
	right.rectifica, right.tipo = p, 2
	t.due = append(t.due, &right)
}

// mistyped reports a pedimento that is or will be rectified.
func (t *teller) mistyped(p *ped) bool {
	return t.last(p) != p || slices.ContainsFunc(t.due, func(q *ped) bool { return q.rectifica == p })
}

// rectify files the rectifications of what was mistyped before, on a day.
func (t *teller) rectify(on document.Date) {
	due := t.due
	t.due = nil
	for _, p := range due {
		p.pago, p.month, p.sel, p.consolidado = max(on, day(p.rectifica.pago.AddDays(1))), t.index, nil, false
		t.assign(p)
		p.factura = "" // the invoice was right from the start
		t.peds = append(t.peds, p)
		if t.r.one(3) && t.index < t.opt.Months-1 { // wrong again
			t.mistype(p)
		}
	}
}
