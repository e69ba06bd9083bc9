package ledger

import (
	"errors"
	"fmt"
	"slices"

	"example.com/immex/shared/quantity"
)

// checkPEPS walks the exits again and holds each to the order it had to keep.
// What it took without naming it, from whatever balance and to whatever end,
// held quantities included, leaves nothing in any lot that came before in that
// order; what it is short of leaves nothing in any lot at all. No lot ever has
// more held than good stock.
func (b *Book) checkPEPS() error {
	w := newWalk(b)
	for e := range b.Exits {
		if err := w.exit(&b.Exits[e]); err != nil {
			return fmt.Errorf("material %s: exit %s: %w", b.Material.Key, b.Exits[e].ID, err)
		}
	}
	return nil
}

// walk is the stock of a material while a check goes through the exits.
type walk struct {
	*Book

	lots                       map[string]int
	short                      map[string]quantity.Micros // and surplus, by exit
	freed                      map[string][]freed         // by the exit that took
	left, waste, missing, held []quantity.Micros
	free                       int // lots before it have no good stock
	descargos, cambios, holds  int // how many are in the stock
}

// freed is quantity of a lot that is held no more.
type freed struct {
	lot int
	q   quantity.Micros
}

func newWalk(b *Book) *walk {
	n := len(b.Lots)
	w := &walk{
		Book: b, lots: make(map[string]int, n), short: map[string]quantity.Micros{}, freed: map[string][]freed{},
		left: make([]quantity.Micros, n), waste: make([]quantity.Micros, n), missing: make([]quantity.Micros, n), held: make([]quantity.Micros, n),
	}
	for i := range b.Lots {
		w.lots[b.Lots[i].ID] = i
		w.left[i], w.waste[i] = b.Lots[i].Bueno(), b.Lots[i].Desperdicio
	}
	for _, s := range b.Shortages {
		w.short[s.Exit] = s.Cantidad
	}
	for _, s := range b.Sobrantes {
		w.short[s.Exit] = s.Cantidad
	}
	for i := range b.Held {
		for _, t := range b.Held[i].Tomado {
			w.freed[t.Exit] = append(w.freed[t.Exit], freed{w.lots[b.Held[i].Lot], t.Cantidad})
		}
	}
	return w
}

// touched are the lots an exit took from, in each way there is.
type touched struct{ all, peps, held, back []int }

// exit puts the postings of one exit into the stock and holds them to its order.
func (w *walk) exit(x *Exit) error {
	t := w.post(x)
	for _, l := range t.all {
		if w.held[l] < 0 || w.held[l] > w.left[l] {
			return fmt.Errorf("lot %s has %s and %s of it held", w.Lots[l].ID, w.left[l], w.held[l]) //nolint:err113 // a broken book, not a class of error
		}
	}
	held := x.holds(w.Policy)
	switch {
	case !held && x.Rol == RoleConteo:
		return w.counted(x, t)
	case !held && x.Rol == RoleHallado && x.only():
		return w.backToNamed(x, t)
	case !held && x.Rol == RoleHallado:
		return w.backwards(x, t)
	case held || x.only():
		if len(t.peps)+len(t.held)+len(t.back) > 0 {
			return errors.New("it takes by PEPS and may not") //nolint:err113 // as above
		}
		return nil
	}
	if err := w.late(x, t); err != nil {
		return err
	}
	has, from := func(l int) bool { return w.left[l] > w.held[l] && !w.Lots[l].NamedOnly && w.reach(x, l) != leaves }, w.free
	if x.EndsWaste() {
		has, from = func(l int) bool { return w.waste[l] > 0 }, 0
	}
	return w.inOrder(x, slices.Concat(t.peps, t.held), from, func(l int) bool { return has(l) && !w.blocked(x, l) })
}

// post moves what one exit moved.
func (w *walk) post(x *Exit) (t touched) {
	by := func(l int, basis string) {
		t.all = append(t.all, l)
		if basis == "peps" {
			t.peps = append(t.peps, l)
		}
	}
	for ; w.descargos < len(w.Descargos) && w.Descargos[w.descargos].Exit == x.ID; w.descargos++ {
		d := &w.Descargos[w.descargos]
		l := w.lots[d.Lot]
		by(l, d.Basis)
		if x.EndsWaste() {
			w.waste[l] -= d.Cantidad
		} else {
			w.left[l] -= d.Cantidad
		}
	}
	for ; w.cambios < len(w.Cambios) && w.Cambios[w.cambios].Exit == x.ID; w.cambios++ {
		c := &w.Cambios[w.cambios]
		l := w.lots[c.Lot]
		switch c.A {
		case ToBueno:
			t.all, t.back = append(t.all, l), append(t.back, l)
			w.missing[l], w.left[l], w.free = w.missing[l]-c.Cantidad, w.left[l]+c.Cantidad, min(w.free, l)
		case ToDesperdicio:
			by(l, c.Basis)
			w.left[l], w.waste[l] = w.left[l]-c.Cantidad, w.waste[l]+c.Cantidad
		default:
			by(l, c.Basis)
			w.left[l], w.missing[l] = w.left[l]-c.Cantidad, w.missing[l]+c.Cantidad
		}
	}
	for ; w.holds < len(w.Held) && w.Held[w.holds].Exit == x.ID; w.holds++ {
		h := &w.Held[w.holds]
		l := w.lots[h.Lot]
		t.all, t.held = append(t.all, l), append(t.held, l)
		w.held[l] += h.Cantidad
	}
	for _, f := range w.freed[x.ID] {
		w.held[f.lot] -= f.q
	}
	for w.free < len(w.left) && w.left[w.free] == 0 {
		w.free++
	}
	return t
}

// late holds what an exit did with expired lots to what it may do with them.
func (w *walk) late(x *Exit, t touched) error {
	for _, l := range t.peps {
		if !x.EndsWaste() && w.reach(x, l) != takes {
			return fmt.Errorf("it takes of lot %s, which had expired", w.Lots[l].ID) //nolint:err113 // as above
		}
	}
	for _, l := range t.held {
		if w.reach(x, l) != holds {
			return fmt.Errorf("it holds of lot %s, which it takes or leaves", w.Lots[l].ID) //nolint:err113 // as above
		}
	}
	return nil
}

// inOrder: what the exit may take next stands in no lot before the last one it
// took by PEPS, and when it is short in none.
func (w *walk) inOrder(x *Exit, by []int, from int, has func(l int) bool) error {
	short := w.short[x.ID] > 0
	for _, own := range [2]bool{true, false} {
		last := -1
		for _, l := range by {
			if w.asked(x, l) == own {
				last = max(last, l)
			}
		}
		later := own && slices.ContainsFunc(by, func(l int) bool { return !w.asked(x, l) }) // a substitute: none of its own is left
		for l := from; l < len(w.Lots) && (l < last || short || later) && w.Lots[l].AvailableFrom <= x.MovedAt; l++ {
			if l != last && w.asked(x, l) == own && has(l) || l == last && (short || later) && has(l) {
				return fmt.Errorf("it passes over lot %s, which has good stock %s (%s held), desperdicio %s", w.Lots[l].ID, w.left[l], w.held[l], w.waste[l]) //nolint:err113 // as above
			}
		}
	}
	return nil
}

// asked reports a lot of the part an exit asks for; outside a family all are.
func (w *walk) asked(x *Exit, l int) bool {
	return w.Material.Kind != KindFamilia || w.Lots[l].Parte == x.Parte
}

// counted: what was counted is what is left of the lots there, the oldest of
// which lost first and the newest of which came back first.
func (w *walk) counted(x *Exit, t touched) error {
	var books quantity.Micros
	for l := 0; l < len(w.Lots) && w.Lots[l].AvailableFrom <= x.MovedAt; l++ {
		if !w.asked(x, l) {
			continue
		}
		books += w.left[l]
		if len(t.peps) > 0 && l < slices.Max(t.peps) && w.left[l] > 0 {
			return fmt.Errorf("it passes over lot %s, which has %s", w.Lots[l].ID, w.left[l]) //nolint:err113 // as above
		}
	}
	if books+w.short[x.ID] != x.Cantidad {
		return fmt.Errorf("%s counted, %s in the books and %s too much", x.Cantidad, books, w.short[x.ID]) //nolint:err113 // as above
	}
	return w.backwards(x, t)
}

// backwards: what was missing comes back to the newest lot first.
func (w *walk) backwards(x *Exit, t touched) error {
	short := w.short[x.ID] > 0
	if len(t.back) == 0 && !short {
		return nil
	}
	first := 0
	if !short {
		first = slices.Min(t.back) + 1
	}
	for l := first; l < len(w.Lots) && w.Lots[l].AvailableFrom <= x.MovedAt; l++ {
		if w.asked(x, l) && w.missing[l] > 0 {
			return fmt.Errorf("lot %s is newer and has %s missing still", w.Lots[l].ID, w.missing[l]) //nolint:err113 // as above
		}
	}
	return nil
}

// backToNamed: what is found of a lot comes back to that lot, all that is
// missing of it when the row says more.
func (w *walk) backToNamed(x *Exit, t touched) error {
	for l := range w.Lots {
		lot := &w.Lots[l]
		means := lot.bears(x) || x.Named != "" && lot.named(x.Named) ||
			slices.ContainsFunc(x.Dirigido, func(d Directed) bool { return lot.meant(d.Lot) }) ||
			slices.ContainsFunc(x.Identifica, func(n Identified) bool { return lot.named(n.Pedimento) })
		if !means && slices.Contains(t.back, l) {
			return fmt.Errorf("it gives back to lot %s, which it does not name", lot.ID) //nolint:err113 // as above
		}
	}
	return nil
}

// What an exit may do with a lot that PEPS reaches.
type reach int

const (
	takes reach = iota
	holds
	leaves
)

// reach says what an exit has to do with a lot: take it, hold it because it had
// expired, or leave it by decision.
func (b *Book) reach(x *Exit, l int) reach {
	lot := &b.Lots[l]
	if !expired(lot, x.MovedAt) {
		return takes
	}
	for _, v := range slices.Backward(x.Vencidos) {
		switch {
		case !lot.isLine(v.Lot):
		case v.Toma:
			return takes
		default:
			return leaves
		}
	}
	switch {
	case x.Rol == RoleFaltante: // what was lost is lost, whatever one decides of exits
		return takes
	case x.LeaveExpired:
		return leaves
	case x.TakesExpired || x.Regularises:
		return takes
	}
	return holds
}

// blocked reports that a person kept a lot from an exit.
func (b *Book) blocked(x *Exit, l int) bool {
	return slices.ContainsFunc(b.Lots[l].Bloqueos, func(k Bloqueo) bool {
		return x.MovedAt >= k.Desde && (k.Hasta == 0 || x.MovedAt < k.Hasta)
	})
}
