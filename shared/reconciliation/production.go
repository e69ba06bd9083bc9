package reconciliation

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
)

// shipment is an exit line of a product, and what of its needs found a lot.
type shipment struct {
	pedimento string
	numbers   []string // the others of its chain
	partida   int
	product   string
	moved     document.Date
	qty       quantity.Micros // of the product
	order     bool            // a production order names it
	needs     int
	loose     *unexploded // nil when its needs are known
}

// OfProduction holds the bills of materials and production orders against the
// descargos of the exits paid from one day to another: what the needs of every product that left
// found in lots, what the orders say was made for it, and the orders whose exit
// the books do not have. Books by fracción know no products.
// An order is of an exit when it names its pedimento, its partida and its product, by
// whatever name parts has for it on the day it left.
func OfProduction(books iter.Seq[*ledger.Book], orders []bom.Order, parts Names, from, on document.Date) *Result {
	r := &Result{Kind: Production, On: on}
	p := &producing{r: r, parts: parts, from: from, on: on, exits: map[string]*shipment{}}
	for b := range books {
		p.book(b)
	}
	all := make([]*shipment, 0, len(p.exits))
	for _, s := range p.exits {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *shipment) int {
		return cmp.Or(cmp.Compare(a.pedimento, b.pedimento), cmp.Compare(a.partida, b.partida), cmp.Compare(a.product, b.product))
	})
	r.Books = len(all)
	p.unexploded(all)
	p.orders(all, orders)
	for _, s := range all {
		if !p.bad[s] {
			r.Agreed++
		}
	}
	if len(all) == 0 && r.Other == 0 {
		r.Note = document.Textf("Ninguna salida es de un producto con lista de materiales.", "No exit is of a product with a bill of materials.")
	}
	return r.rank()
}

// Names leads from a name of a part to the one it has on a day; ok is false for one
// with two meanings. A nil one knows every part by its own name alone.
type Names interface {
	Name(alias string, on document.Date) (part string, ok bool)
}

// producing is one comparison.
type producing struct {
	r        *Result
	parts    Names
	from, on document.Date
	exits    map[string]*shipment
	bad      map[*shipment]bool
}

func (p *producing) within(d document.Date) bool { return d >= p.from && (!p.on.Known() || d <= p.on) }

func (p *producing) differ(s *shipment, d Difference) {
	if p.bad == nil {
		p.bad = map[*shipment]bool{}
	}
	if s != nil {
		p.bad[s] = true
	}
	p.r.add(d)
}

// book looks at the exits of products in one book: each need is discharged, is
// held, or found no lot.
func (p *producing) book(b *ledger.Book) {
	took := map[string]quantity.Micros{}
	add := func(exit string, q quantity.Micros) { took[exit] += q }
	for i := range b.Descargos {
		add(b.Descargos[i].Exit, b.Descargos[i].Cantidad)
	}
	for i := range b.Cambios {
		add(b.Cambios[i].Exit, b.Cambios[i].Cantidad)
	}
	held := map[string]quantity.Micros{}
	for i := range b.Held {
		held[b.Held[i].Exit] += b.Held[i].Cantidad
	}
	short := map[string]ledger.Cause{}
	for i := range b.Shortages {
		short[b.Shortages[i].Exit] = b.Shortages[i].Cause
	}
	for i := range b.Exits {
		x := &b.Exits[i]
		if x.Producto == "" || !p.within(x.PaidAt) || x.Pedimento == "" {
			continue
		}
		s := p.shipment(x)
		s.needs++
		p.need(b, x, s, took[x.ID], held[x.ID], short[x.ID])
	}
}

func (p *producing) shipment(x *ledger.Exit) *shipment {
	key := x.Pedimento + "-" + strconv.Itoa(x.Partida) + "-" + x.Producto
	if p.exits[key] == nil {
		p.exits[key] = &shipment{pedimento: x.Pedimento, numbers: x.Numeros, partida: x.Partida, product: x.Producto, moved: x.MovedAt, qty: x.Cantidades}
	}
	s := p.exits[key]
	s.order = s.order || x.Orden != ""
	if x.Rol == ledger.RoleIncorporado {
		s.moved = x.MovedAt
	}
	return s
}

// need compares what a need is with what was discharged for it.
func (p *producing) need(b *ledger.Book, x *ledger.Exit, s *shipment, took, held quantity.Micros, cause ledger.Cause) {
	if x.Cantidad == took {
		return
	}
	if x.Causa != "" {
		s.unexplained(x)
		return
	}
	h := holding(b, x.MovedAt)
	d := Difference{
		Reason: "sin_lote", Severity: document.Warning, Key: x.Pedimento, Partida: x.Partida, On: x.MovedAt,
		Books: amount(took, b.Material.Unit), Other: amount(x.Cantidad, b.Material.Unit), Pesos: h.worth(x.Cantidad - took),
	}
	d.Says = document.Textf("%s-%d: %s de %s pide %s de %s (%s) y se descargaron %s (%s).", "%s-%d: %s of %s needs %s of %s (%s) and %s were discharged (%s).",
		x.Pedimento, x.Partida, x.Cantidades, x.Producto, d.Other, x.Parte, worded(x.Rol), d.Books, worded(cause))
	d.Fix = document.Textf("Busque la entrada que falta, el alias de la parte o el error en la lista de materiales: immex shortages.", "Look for the entry that is missing, the alias of the part or the error in the bill of materials: immex shortages.")
	if held > 0 && took+held == x.Cantidad {
		d.Reason = "retenido"
		d.Fix = document.Textf("Decida si el lote vencido regresa tarde o se regulariza con A3.", "Decide whether the expired lot returns late or is regularised by A3.")
	}
	p.differ(s, d)
}

// orders holds production orders against the exits they name.
func (p *producing) orders(all []*shipment, orders []bom.Order) {
	made := map[*shipment]quantity.Micros{}
	for i := range orders {
		o := &orders[i]
		if o.Pedimento == "" || !p.within(o.Fecha) && p.find(all, o) == nil {
			continue
		}
		p.r.Other++
		s := p.find(all, o)
		if s == nil {
			p.differ(nil, Difference{
				Reason: "orden_sin_salida", Severity: document.Warning, Key: o.Pedimento, Partida: o.Partida, On: o.Fecha, Other: o.Orden + " " + o.Cantidad.String(),
				Says: document.Textf("La orden %s dice que %s de %s salieron con %s-%d y los libros no tienen esa salida.", "Order %s says that %s of %s left with %s-%d and the books have no such exit.", o.Orden, o.Cantidad, o.Producto, o.Pedimento, o.Partida),
				Fix:  document.Textf("Entregue el pedimento o corrija el que cita la orden.", "Deliver the pedimento or correct the one the order cites."),
			})
			continue
		}
		s.order = true
		made[s] += o.Cantidad
	}
	for _, s := range all {
		switch q, ok := made[s]; {
		case ok && q < s.qty:
			p.differ(s, Difference{
				Reason: "orden_de_menos", Severity: document.Notice, Key: s.pedimento, Partida: s.partida, On: s.moved, Books: s.qty.String(), Other: q.String(),
				Says: document.Textf("%s-%d: salieron %s de %s y sus órdenes dicen %s: la merma y el desperdicio del resto quedan sin documento.", "%s-%d: %s of %s left and its orders say %s: merma and desperdicio of the rest stay undocumented.", s.pedimento, s.partida, s.qty, s.product, q),
				Fix:  document.Textf("Entregue la orden que falta, o corrija la parte y cantidad de la partida.", "Deliver the order that is missing, or correct the part and quantity of the partida."),
			})
		case ok && q > s.qty:
			p.differ(s, Difference{
				Reason: "orden_de_mas", Severity: document.Notice, Key: s.pedimento, Partida: s.partida, On: s.moved, Books: s.qty.String(), Other: q.String(),
				Says: document.Textf("%s-%d: salieron %s de %s y sus órdenes dicen %s: el resto está en existencia o salió con otro pedimento.", "%s-%d: %s of %s left and its orders say %s: the rest is in stock or left with another pedimento.", s.pedimento, s.partida, s.qty, s.product, q),
				Fix:  document.Textf("Confirme que el resto está en existencia; si salió, escriba en la orden su pedimento.", "Confirm that the rest is in stock; if it left, write its pedimento in the order."),
			})
		case !s.order:
			p.differ(s, Difference{
				Reason: "salida_sin_orden", Severity: document.Notice, Key: s.pedimento, Partida: s.partida, On: s.moved, Books: s.product + " " + s.qty.String(),
				Says: document.Textf("%s-%d: %s de %s salieron sin orden de producción: su merma y desperdicio quedan sin documento.", "%s-%d: %s of %s left without a production order: their merma and desperdicio stay undocumented.", s.pedimento, s.partida, s.qty, s.product),
				Fix:  document.Textf("Entregue la orden (tabla ordenes) con pedimento y partida.", "Deliver the order (table ordenes) with pedimento and partida."),
			})
		}
	}
}

// find is the exit line an order names, by any number of its chain: of several
// products of one partida that of its own.
func (p *producing) find(all []*shipment, o *bom.Order) *shipment {
	for _, s := range all {
		if s.partida != o.Partida || !p.makes(o, s) {
			continue
		}
		if pedimento.Same(s.pedimento, o.Pedimento) || slices.ContainsFunc(s.numbers, func(n string) bool { return pedimento.Same(n, o.Pedimento) }) {
			return s
		}
	}
	return nil
}

// makes reports an order of the product of an exit, as the bill of materials tells it
// (bom.Index): on the day the exit moved.
func (p *producing) makes(o *bom.Order, s *shipment) bool {
	name := o.Producto
	if p.parts != nil {
		name, _ = p.parts.Name(o.Producto, s.moved)
	}
	return name == s.product
}
