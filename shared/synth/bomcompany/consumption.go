package bomcompany

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// portion is the part of an exit line that one order made, or none.
type portion struct {
	q     Micros
	order *order
	on    document.Date
	list  version
}

// taking is what a portion takes of a part in one role.
type taking struct {
	parte, rol, version, orden string
	fecha                      document.Date
	exact                      *big.Rat
	q                          Micros
}

// portions divides a line among the orders that name it, the earliest first;
// what they did not make has none. cause is why there is not exactly one list
// on some day.
func (w *world) portions(producto string, q Micros, moved document.Date, orders []*order) (out []portion, cause string) {
	orders = slices.SortedFunc(slices.Values(orders), func(a, b *order) int {
		return cmp.Or(cmp.Compare(a.fecha, b.fecha), strings.Compare(a.numero, b.numero))
	})
	for _, o := range orders {
		if p := (portion{q: min(q, o.cantidad), order: o, on: o.fecha}); p.q > 0 {
			q -= p.q
			out = append(out, p)
		}
	}
	if q > 0 {
		out = append(out, portion{q: q, on: moved.AddDays(-w.opt.LeadDays)})
	}
	for i := range out {
		p := &out[i]
		lists := w.inForce(producto, p.on)
		if p.order != nil && p.order.version != "" {
			lists = w.named(producto, p.order.version)
		}
		switch len(lists) {
		case 0:
			return nil, "no_bom"
		case 1:
			p.list = lists[0]
		default:
			return nil, "bom_version"
		}
	}
	return out, ""
}

// takings is what a line of a product takes. Each part and role is rounded
// once: what a portion takes is the difference of two rounded running totals.
func (w *world) takings(producto string, q Micros, moved document.Date, orders []*order) (out []taking, cause string) {
	portions, cause := w.portions(producto, q, moved, orders)
	if cause != "" {
		return nil, cause
	}
	for _, p := range portions {
		made, ok := w.made(p)
		if !ok {
			return nil, "no_bom"
		}
		for _, t := range made {
			before := new(big.Rat)
			for _, earlier := range out {
				if earlier.parte == t.parte && earlier.rol == t.rol {
					before.Add(before, earlier.exact)
				}
			}
			t.q = rounded(new(big.Rat).Add(before, t.exact)) - rounded(before)
			t.fecha, t.version = p.on, p.list.version
			if t.rol == rolIncorporado {
				t.fecha = moved
			}
			if p.order != nil {
				t.orden = p.order.numero
			}
			out = append(out, t)
		}
	}
	return out, ""
}

// made gathers what a portion takes by part and role, in that order.
func (w *world) made(p portion) ([]taking, bool) {
	var out []taking
	add := func(parte, rol string, q *big.Rat) {
		for i := range out {
			if out[i].parte == parte && out[i].rol == rol {
				out[i].exact.Add(out[i].exact, q)
				return
			}
		}
		out = append(out, taking{parte: parte, rol: rol, exact: new(big.Rat).Set(q)})
	}
	ok := true
	if p.order == nil || len(p.order.consumo) == 0 {
		ok = w.explode(p.list, p.on, p.q.rat(), "", add)
	} else {
		for _, u := range p.order.consumo {
			whole := new(big.Rat).Mul(u.cantidad.rat(), big.NewRat(int64(p.q), int64(p.order.cantidad)))
			for _, x := range p.list.row(u.parte).fates(whole, "") {
				ok = ok && w.down(u.parte, p.on, x, add)
			}
		}
	}
	slices.SortFunc(out, func(a, b taking) int {
		return cmp.Or(strings.Compare(a.parte, b.parte), cmp.Compare(roleOrder(a.rol), roleOrder(b.rol)))
	})
	return out, ok
}

// row is the row of a part; without one nothing of it is lost.
func (v *version) row(parte string) *component {
	for i := range v.rows {
		if v.rows[i].parte == parte {
			return &v.rows[i]
		}
	}
	return &component{parte: parte}
}
