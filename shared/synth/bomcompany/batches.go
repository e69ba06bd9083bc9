package bomcompany

import (
	"math/big"

	"example.com/immex/shared/document"
)

// batch draws a quantity and, two times of three, the orders that made it.
func (t *teller) batch(producto string, leaves document.Date) batch {
	b := batch{producto: producto, cantidad: Micros(t.r.between(20, 240)) * unit}
	if t.r.one(3) {
		return b
	}
	o := t.order(producto, b.cantidad, leaves)
	b.orders = []*order{o}
	switch t.r.below(6) {
	case 0: // only half of what was made leaves with this pedimento
		o.cantidad *= 2
	case 1: // part of it was made under another order
		o.cantidad = (b.cantidad / 3 / unit) * unit
		b.orders = append(b.orders, t.order(producto, b.cantidad/2/unit*unit, leaves))
	case 2:
		t.consume(o)
	}
	return b
}

// order is a production order some days before what it made leaves.
func (t *teller) order(producto string, q Micros, leaves document.Date) *order {
	o := &order{producto: producto, cantidad: q, fecha: before(leaves.AddDays(-t.r.between(1, 4)))}
	if t.r.one(2) {
		o.version = t.inForce(producto, o.fecha)[0].version
	}
	return o
}

// consume lists what an order really took: a little off its list, and at times
// the substitute.
func (t *teller) consume(o *order) {
	list := t.inForce(o.producto, o.fecha)[0]
	for i, c := range list.rows {
		planned := new(big.Rat).Mul(o.cantidad.rat(), decimal(c.cantidad))
		planned.Mul(planned, inUnit(c.unidad)).Quo(planned, c.kept())
		planned.Mul(planned, big.NewRat(int64(t.r.between(985, 1025)), 1000))
		q := rounded(planned) / 1000 * 1000
		switch {
		case c.familia != "" && i > 0 && list.rows[i-1].familia == c.familia:
			continue
		case c.familia != "" && t.r.one(2):
			c = list.rows[i+1]
		case t.part(c.parte).umc == pieza:
			q = (q/unit + 1) * unit
		}
		o.consumo = append(o.consumo, usage{c.parte, q})
	}
}
