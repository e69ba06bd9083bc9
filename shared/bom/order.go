package bom

import (
	"cmp"
	"math/big"
	"slices"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
)

// exit is the line of a pedimento that an order went to, without its year:
// Data Stage computes it and an order prints it.
type exit struct {
	suffix  string
	partida int
}

// order is a production order; what one unit of its product took is worked out
// when an exit asks for it.
type order struct {
	Order
	problems []Problem
	once     sync.Once
	taken    *node
}

// readOrders judges the orders and finds them by the exit they name.
func (x *Index) readOrders(orders []Order) (problems []Problem) {
	x.orders = map[exit][]*order{}
	count := map[string]int{}
	for i := range orders {
		count[orders[i].Orden]++
	}
	for i := range orders {
		o := &order{Order: orders[i]}
		if o.Cantidad <= 0 || !o.Fecha.Known() || slices.ContainsFunc(o.Consumos, func(c Consumo) bool { return c.Cantidad < 0 }) {
			o.add(BadRow, "La orden %s no trae cantidad mayor que cero, consumos y fecha con sentido; corríjala.", "Order %s has no quantity above zero, consumption and date that make sense; correct it.", o.Orden)
		}
		if count[o.Orden] > 1 {
			o.add(Duplicate, "La orden %s está dos veces; deje una.", "Order %s is there twice; leave one.", o.Orden)
		}
		problems = append(problems, o.problems...)
		if o.Pedimento != "" {
			e := exit{pedimento.Suffix(o.Pedimento), o.Partida}
			x.orders[e] = append(x.orders[e], o)
		}
	}
	return problems
}

func (o *order) add(kind Kind, es, en string, args ...any) {
	o.problems = append(o.problems, o.problem(kind, "", es, en, args...))
}

func (o *order) problem(kind Kind, component, es, en string, args ...any) Problem {
	return Problem{Kind: kind, Producto: o.Producto, Version: o.Version, Componente: component, Orden: o.Orden, Message: document.Textf(es, en, args...)}
}

// took is what one unit of the product took in this order.
func (x *Index) took(o *order, part string) *node {
	o.once.Do(func() {
		n := x.ordered(o, part)
		if len(n.problems) > 0 { // of whatever list, they keep this order from being exploded
			n.problems = slices.Clone(n.problems)
			for i := range n.problems {
				n.problems[i].Orden = o.Orden
			}
		}
		o.taken = x.flatten(n)
	})
	return o.taken
}

// ordered explodes by the version that the order names, or by what it really
// consumed.
func (x *Index) ordered(o *order, part string) *node {
	bad := func(p Problem) *node { return &node{part: part, problems: []Problem{p}} }
	if len(o.problems) > 0 {
		return &node{part: part, problems: o.problems}
	}
	c := x.inForce(part, o.Fecha)
	if o.Version != "" {
		c.version, c.problem = x.byName(part, o.Version, o.Fecha), nil
		if c.version == nil {
			return bad(o.problem(UnknownVersion, "", "La orden %s usa la versión %s de %s, que nadie escribió; envíe esa lista.",
				"Order %s uses version %s of %s, which nobody wrote; send that list.", o.Orden, o.Version, part))
		}
	}
	if c.problem != nil {
		return bad(*c.problem)
	}
	w := x.walk(o.Fecha)
	n := &node{part: part, version: c.version}
	switch {
	case len(o.Consumos) > 0:
		w.consumed(n, o)
	case c.version != nil:
		w.version(n, c.version)
	default:
		n.problems = []Problem{missing(part, o.Fecha)}
	}
	return n
}

// consumed multiplies what the order says it consumed; the list of its version
// says how much of that was merma and desperdicio, where it has the component.
func (w *walk) consumed(n *node, o *order) {
	v := n.version
	if v == nil {
		v = &version{producto: n.part}
	}
	if n.problems = slices.Clone(v.problems); len(n.problems) > 0 {
		return
	}
	s := w.sum(n, v)
	w.stack = append(w.stack, n.part)
	none := line{merma: new(big.Rat), desperdicio: new(big.Rat)}
	for i := range o.Consumos {
		c := &o.Consumos[i]
		part, _, _ := w.x.parts.Name(c.Componente, w.on)
		l, same := w.losses(v, part)
		if !same {
			n.problems = append(n.problems, o.problem(Duplicate, part, "La lista de %s da dos mermas o desperdicios de %s; deje una fila.",
				"The list of %s gives two mermas or desperdicios of %s; leave one row.", o.Producto, part))
		}
		if l == nil {
			l = &none
		}
		s.line(c.Componente, c.Unidad, l, big.NewRat(int64(c.Cantidad), int64(o.Cantidad)))
	}
	s.done()
}

// losses finds the row of a component, substitutes included; same is false
// when two rows of it say different things.
func (w *walk) losses(v *version, part string) (found *line, same bool) {
	same = true
	for i := range v.rows {
		if name, _, _ := w.x.parts.Name(v.rows[i].Componente, w.on); name != part {
			continue
		}
		l, ok := v.line(&v.rows[i])
		switch {
		case !ok:
		case found == nil:
			found = &l
		case found.merma.Cmp(l.merma) != 0 || found.desperdicio.Cmp(l.desperdicio) != 0:
			same = false
		}
	}
	return found, same
}

// portion is the part of an exit line that one order made, or none.
type portion struct {
	quantity quantity.Micros
	order    *order
	made     document.Date
	node     *node
}

// ordersOf lists the orders that name an exit line, in their order.
func (x *Index) ordersOf(r *Request) []*order {
	list := x.orders[exit{pedimento.Suffix(r.Pedimento), r.Partida}]
	if len(list) == 0 && len(r.Numeros) == 0 {
		return nil
	}
	var out []*order
	for _, o := range list {
		if pedimento.Same(o.Pedimento, r.Pedimento) {
			out = append(out, o)
		}
	}
	for _, n := range r.Numeros {
		for _, o := range x.orders[exit{pedimento.Suffix(n), r.Partida}] {
			if pedimento.Same(o.Pedimento, n) && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	slices.SortFunc(out, compareOrders)
	return out
}

func compareOrders(a, b *order) int {
	return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Orden, b.Orden), cmp.Compare(a.Producto, b.Producto), cmp.Compare(a.Cantidad, b.Cantidad))
}

// Orders are the production orders that name an exit, by the day and their
// name.
func (x *Index) Orders() []Order {
	var out []Order
	for _, list := range x.orders {
		for _, o := range list {
			out = append(out, o.Order)
		}
	}
	slices.SortFunc(out, func(a, b Order) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Orden, b.Orden))
	})
	return out
}

// portions divides an exit line among the orders that name it: the earliest
// first, each up to what it made. What is left over has no order.
func (x *Index) portions(r *Request, part string) (out []portion, problems []Problem) {
	rest := r.Cantidad
	for _, o := range x.ordersOf(r) {
		if name, _, _ := x.parts.Name(o.Producto, r.Moved); name != part || rest == 0 {
			continue
		}
		if o.Fecha > r.Moved {
			problems = append(problems, o.problem(OrderDate, "", "La orden %s es del %s y lo que fabricó salió el %s; corrija su fecha o su pedimento.",
				"Order %s is of %s and what it made left on %s; correct its date or its pedimento.", o.Orden, o.Fecha, r.Moved))
			continue
		}
		p := portion{quantity: min(rest, max(o.Cantidad, 0)), order: o, made: o.Fecha, node: x.took(o, part)}
		problems = append(problems, p.node.problems...)
		out = append(out, p)
		rest -= p.quantity
	}
	if rest > 0 || len(out) == 0 && len(problems) == 0 {
		made := r.Moved.AddDays(-r.LeadDays)
		p := portion{quantity: rest, made: made, node: x.product(part, made)}
		if problems = append(problems, p.node.problems...); p.node.version == nil {
			problems = append(problems, missing(part, made))
		}
		out = append(out, p)
	}
	return out, problems
}

func missing(part string, on document.Date) Problem {
	return Problem{Kind: NoVersion, Producto: part, Message: document.Textf(
		"%s no tiene lista de materiales el %s; envíela o corrija sus fechas.", "%s has no bill of materials on %s; send it or correct its dates.", part, on)}
}
