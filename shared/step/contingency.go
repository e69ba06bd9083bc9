package step

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
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
	w := &valuer{from: map[document.Hash][]int{}}
	if err := EachBook(ctx, store, rfc, func(b *ledger.Book) error { w.take(b, on, cat); return nil }); err != nil {
		return nil, err
	}
	if err := w.readValues(ctx, store, rfc); err != nil {
		return nil, err
	}
	w.settle()
	c.price(w.lots)
	return c, nil
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
	now, later := c.now.Lot(l), c.next.Lot(l)
	return now, contingencia.Esperar(&now, &later)
}

// Lots is how many lots have something left.
func (c *Contingency) Lots() int { return len(c.lots) }

// Lot is the estimate of one of them, the dearest first, and what a month more
// adds to it. It is computed when asked for: estimates are large and lots many.
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

// valuer gathers what is left, with what the books do not say of it: the
// commercial value of the entry, which only its facts have.
type valuer struct {
	lots []contingencia.Lot
	said [][]saidValue           // by lot
	from map[document.Hash][]int // lots by the facts they follow from
}

// saidValue is what one source says a partida is worth.
type saidValue struct{ aduana, comercial money.Amount }

func (w *valuer) take(b *ledger.Book, on document.Date, cat *catalog.Catalog) {
	for _, s := range b.AsOf(on) {
		l, ok := contingencia.Of(&s, b.Material.Unit)
		if !ok {
			continue
		}
		l.Tributos = slices.Clone(l.Tributos) // the book is let go
		l.TasaIGI = tariffOf(l.Fraccion, l.Entrada, cat)
		for _, f := range s.Lot.Facts {
			w.from[f] = append(w.from[f], len(w.lots))
		}
		w.lots = append(w.lots, l)
	}
	w.said = append(w.said, make([][]saidValue, len(w.lots)-len(w.said))...)
}

// tariffOf is the ad valorem rate of a fracción; a specific one is no part of a
// value and stays unknown.
func tariffOf(fraccion string, on document.Date, cat *catalog.Catalog) money.Amount {
	const perCent, hundredth = "1", 10_000 // Apéndice 18; millionths
	row, err := cat.Tariff(fraccion, "IMP", on)
	if err != nil || row.Tipo != perCent {
		return money.Amount{}
	}
	rate, err := row.Value.Mul(money.FromMicros(hundredth))
	if err != nil {
		return money.Amount{}
	}
	return rate
}

// readValues finds what the facts of the lots say of their partidas.
func (w *valuer) readValues(ctx context.Context, store FactStore, rfc string) error {
	for r, err := range store.AllFacts(ctx, rfc) {
		if err != nil {
			return err
		}
		lots := w.from[r.Hash]
		if r.Kind != FactPedimento || len(lots) == 0 {
			continue
		}
		f, err := ledger.UnpackFact(r.Data)
		if err != nil {
			return fault.New(fault.Corrupt, "fact "+string(r.Hash), err)
		}
		lines := make(map[int]*ledger.Line, len(f.Lineas))
		for i := range f.Lineas {
			lines[f.Lineas[i].Sec] = &f.Lineas[i]
		}
		for _, at := range lots {
			if l := lines[w.lots[at].Partida]; l != nil && l.Comercial.Known() {
				w.said[at] = append(w.said[at], saidValue{l.Aduana, l.Comercial})
			}
		}
	}
	return nil
}

// settle gives each lot the commercial value its sources agree on: those that
// say the customs value the lot has, or, of a part of a partida, all of them,
// in the proportion of the customs values. Where they contradict each other it
// stays unknown.
func (w *valuer) settle() {
	for at := range w.lots {
		l := &w.lots[at]
		said := w.said[at]
		whole := slices.DeleteFunc(slices.Clone(said), func(s saidValue) bool { return !s.aduana.Equal(l.Aduana) })
		if len(whole) > 0 || !strings.Contains(l.ID, "/") { // only a part of a partida bears it in its id
			said = whole
		}
		l.Comercial = agreed(said, l.Aduana)
	}
}

func agreed(said []saidValue, aduana money.Amount) money.Amount {
	for _, s := range said {
		if !s.aduana.Equal(said[0].aduana) || !s.comercial.Equal(said[0].comercial) {
			return money.Amount{}
		}
	}
	if len(said) == 0 {
		return money.Amount{}
	}
	if said[0].aduana.Equal(aduana) {
		return said[0].comercial
	}
	value, ok := said[0].comercial.Micros()
	part, okPart := aduana.Micros()
	of, okOf := said[0].aduana.Micros()
	if !ok || !okPart || !okOf || part > of { // a part is never more than its partida: another document speaks of it
		return money.Amount{}
	}
	n, err := quantity.Micros(value).MulDiv(quantity.Micros(part), quantity.Micros(of))
	if err != nil {
		return money.Amount{}
	}
	return money.FromMicros(int64(n))
}
