package step

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// Contingency is what the open lots of a programme would cost, paid on one day
// and a month later. It is computed from the books and the dated law in force
// for the programme; nothing of it is stored.
type Contingency struct {
	RFC     string
	On      document.Date // the balances are those of the end of this day
	Options contingencia.Options
	Law     document.Hash // version of the dated law
	Summary *contingencia.Resumen

	lots      []contingencia.Lot // the dearest first
	mu        sync.Mutex         // held to price with now or next, which remember what they worked out
	now, next *contingencia.Calculo
}

// ContingencyOf prices what was left on a day.
func ContingencyOf(ctx context.Context, store Books, rfc string, on document.Date, opt contingencia.Options) (*Contingency, error) {
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	cat := basis.Terms.Catalog
	c := &Contingency{RFC: rfc, On: on, Options: opt, Law: cat.Law, Summary: contingencia.NewResumen()}
	later := opt
	later.Pago = contingencia.MesSiguiente(opt.Pago)
	if c.now, err = contingencia.New(cat, opt); err == nil {
		c.next, err = contingencia.New(cat, later)
	}
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "contingency of "+rfc, err)
	}
	left := contingencia.NewGather(on, cat)
	if err := EachBook(ctx, store, rfc, func(b *ledger.Book) error { left.Book(b); return nil }); err != nil {
		return nil, err
	}
	if err := readValues(ctx, store, rfc, left); err != nil {
		return nil, err
	}
	c.price(left.Lots())
	return c, nil
}

// readValues finds what the facts of the lots say of their partidas.
func readValues(ctx context.Context, store FactStore, rfc string, left *contingencia.Gather) error {
	for r, err := range store.AllFacts(ctx, rfc) {
		if err != nil {
			return err
		}
		if r.Kind != FactPedimento || !left.Wants(r.Hash) {
			continue
		}
		f, err := ledger.UnpackFact(r.Data)
		if err != nil {
			return fault.New(fault.Corrupt, "fact "+string(r.Hash), err)
		}
		left.Fact(r.Hash, f)
	}
	return nil
}

// price adds up every lot, and puts the dearest first; those without a figure
// follow, by the customs value of what is left, and what does not expire ends
// the list.
func (c *Contingency) price(lots []contingencia.Lot) {
	type costed struct {
		lot         contingencia.Lot
		stays       int // 1 for the life of the programme: the last ones
		cost, value money.Amount
	}
	all := make([]costed, len(lots))
	for i := range lots {
		now, wait := c.estimate(&lots[i])
		c.Summary.Add(&now, wait)
		all[i] = costed{lots[i], boolean(now.Estado == contingencia.SinPlazo), now.Costo(), now.Aduana}
	}
	descending := func(a, b money.Amount) int {
		if a.Known() != b.Known() {
			return cmp.Compare(boolean(b.Known()), boolean(a.Known()))
		}
		return b.Cmp(a)
	}
	slices.SortFunc(all, func(a, b costed) int {
		return cmp.Or(a.stays-b.stays, descending(a.cost, b.cost), descending(a.value, b.value), cmp.Compare(a.lot.ID, b.lot.ID), cmp.Compare(a.lot.Unidad, b.lot.Unidad))
	})
	c.lots = make([]contingencia.Lot, len(all))
	for i := range all {
		c.lots[i] = all[i].lot
	}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (c *Contingency) estimate(l *contingencia.Lot) (contingencia.Lote, []contingencia.Punto) {
	c.mu.Lock()
	now, later := c.now.Lot(l), c.next.Lot(l)
	c.mu.Unlock()
	return now, contingencia.Esperar(&now, &later)
}

// Lots is how many lots have something left.
func (c *Contingency) Lots() int { return len(c.lots) }

// Lot is the estimate of one of them, the dearest first, and what a month more
// adds to it. It is computed when asked for: estimates are large and lots many.
// Several goroutines may ask at once.
func (c *Contingency) Lot(i int) (estimate contingencia.Lote, wait []contingencia.Punto) {
	return c.estimate(&c.lots[i])
}

// Find are the positions of the lots of an id: several when the parts of a
// partida have it.
func (c *Contingency) Find(id string) (at []int) {
	for i := range c.lots {
		if c.lots[i].ID == id {
			at = append(at, i)
		}
	}
	return at
}

// Updated reports whether the INPC of the month before payment is there, or a
// factor was given.
func (c *Contingency) Updated() bool { return c.now.Actualiza() }

// Rows are the lines of the contingency for the package of a month, the dearest
// lot first. What goes to an authority leaves them out.
func (c *Contingency) Rows() []contingencia.Renglon {
	var out []contingencia.Renglon
	for i := range c.lots {
		now, wait := c.Lot(i)
		out = append(out, contingencia.Renglones(&now, wait)...)
	}
	return out
}
