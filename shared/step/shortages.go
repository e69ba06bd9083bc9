package step

import (
	"cmp"
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Missing is one quantity that found no lot, with what all books know of it.
type Missing struct {
	Exit      string
	Pedimento string
	Partida   int
	Material  ledger.Material
	Fraccion  string
	Cantidad  quantity.Micros
	MovedAt   document.Date
	Cause     ledger.Cause
	Pesos     money.Amount // its share of the commercial value of the exit; of a product's need unknown
	Named     string
	// What explains it: units or names that have lots, the entry that came late
	// and by how many days, the month whose deliveries would show it.
	Units, Twins []string
	LateLot      string
	LateDays     int
	Month        string   // YYYY-MM
	First        string   // the first month of the books
	Gaps         []string // months without anything between it and the exit
	Producto     string
	Expired      string   // the lot that PEPS reached too late, of what a person has to decide
	TakenBy      []string // the exits that took of that lot what was held for this one
	Fix          Fix
}

// Fix is what a person may do about a shortage, and how to see it beforehand.
type Fix struct {
	Text document.Text
	// Command tries it without posting anything; "" where only a document
	// helps. Table and Row are what it reads: a table of the plant to write.
	Command    string
	Table, Row string
}

// CauseGroup is all shortages of one cause.
type CauseGroup struct {
	Cause      ledger.Cause
	Pesos      money.Sum
	Unpriced   int
	Quantities map[string]*money.Sum
	Items      []Missing // the largest value first
}

// Shortages ranks what found no lot in a programme by cause: the largest value
// first, then the most. What waits for a decision about an expired lot is among
// them (ClassExpired): it has no descargo either.
func Shortages(ctx context.Context, store Books, rfc string) ([]*CauseGroup, error) {
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	s := &shorter{index: ledger.NewStock(basis.Terms.Plant), months: map[string]bool{}}
	if err := EachBook(ctx, store, rfc, s.add); err != nil {
		return nil, err
	}
	groups := map[ledger.Cause]*CauseGroup{}
	for i := range s.found {
		m := s.explain(&s.found[i])
		g := groups[m.Cause]
		if g == nil {
			g = &CauseGroup{Cause: m.Cause, Quantities: map[string]*money.Sum{}}
			groups[m.Cause] = g
		}
		g.add(&m)
	}
	var out []*CauseGroup
	for _, g := range groups {
		slices.SortFunc(g.Items, func(a, b Missing) int {
			return cmp.Or(compareKnown(b.Pesos, a.Pesos), cmp.Compare(a.MovedAt, b.MovedAt), cmp.Compare(a.Exit, b.Exit))
		})
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b *CauseGroup) int {
		x, _ := a.Pesos.Total()
		y, _ := b.Pesos.Total()
		return cmp.Or(compareKnown(y, x), cmp.Compare(len(b.Items), len(a.Items)), cmp.Compare(a.Cause, b.Cause))
	})
	return out, nil
}

// compareKnown orders amounts; an unknown one is the least.
func compareKnown(a, b money.Amount) int {
	switch {
	case !a.Known() && !b.Known():
		return 0
	case !a.Known():
		return -1
	case !b.Known():
		return 1
	}
	return a.Cmp(b)
}

func (g *CauseGroup) add(m *Missing) {
	if g.Quantities[m.Material.Unit] == nil {
		g.Quantities[m.Material.Unit] = &money.Sum{}
	}
	g.Quantities[m.Material.Unit].Add(money.FromMicros(int64(m.Cantidad)))
	if m.Pesos.Known() {
		g.Pesos.Add(m.Pesos)
	} else {
		g.Unpriced++
	}
	g.Items = append(g.Items, *m)
}

// stockOf is what the books of a programme have lots of.
func stockOf(ctx context.Context, store Books, rfc string) (*ledger.Stock, error) {
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	x := ledger.NewStock(basis.Terms.Plant)
	return x, EachBook(ctx, store, rfc, func(b *ledger.Book) error {
		x.Add(b)
		return nil
	})
}

// EachLocated walks the books of a programme with the causes of their shortages
// as all of them together tell: what findings, traces and reports show.
func EachLocated(ctx context.Context, store Books, rfc string, fn func(*ledger.Book) error) error {
	x, err := stockOf(ctx, store, rfc)
	if err != nil {
		return err
	}
	return EachBook(ctx, store, rfc, func(b *ledger.Book) error { return fn(x.Locate(b)) })
}

// shorter gathers the shortages of all books, and the lots that may explain
// them.
type shorter struct {
	index  *ledger.Stock
	found  []shortOf
	months map[string]bool // in which something is dated
}

// shortOf is a shortage with what it takes of its book, without holding it.
type shortOf struct {
	Missing
	book ledger.Book // its material, and one lot when it has any
	exit ledger.Exit
	of   ledger.Shortage
}

func (s *shorter) add(b *ledger.Book) error {
	s.index.Add(b)
	for i := range b.Lots {
		s.see(b.Lots[i].Pago)
	}
	for e := range b.Exits {
		s.see(b.Exits[e].PaidAt)
	}
	if len(b.Shortages)+len(b.Held) == 0 {
		return nil
	}
	exits := make(map[string]*ledger.Exit, len(b.Exits))
	for e := range b.Exits {
		exits[b.Exits[e].ID] = &b.Exits[e]
	}
	thin := ledger.Book{Material: b.Material, Policy: b.Policy, Lots: b.Lots[:min(1, len(b.Lots))]}
	for i := range b.Shortages {
		k := &b.Shortages[i]
		if k.MovedAt <= b.Policy.KeyDate {
			continue // the opening balance accounts for it: nothing is to be done
		}
		x := exits[k.Exit]
		fraccion := x.Fraccion
		if x.Producto != "" && b.Material.Kind != ledger.KindFraccion {
			fraccion = fraccionOf(b) // the exit has that of its product
		}
		m := missingOf(b, x, k.Cantidad)
		m.Fraccion, m.Named = fraccion, k.Named
		if l := laterLot(b, x, k); l != nil {
			m.LateLot, m.LateDays = l.ID, x.MovedAt.DaysUntil(l.AvailableFrom)
		}
		s.found = append(s.found, shortOf{m, thin, *x, *k})
	}
	for i := range b.Held {
		h := &b.Held[i]
		x, open := exits[h.Exit], h.Pendiente()
		if open > 0 {
			s.found = append(s.found, shortOf{heldOf(b, x, h, open), thin, *x, ledger.Shortage{}})
		}
		if taken := h.Cantidad - open; taken > 0 { // the lot has it no more, and the exit still has no descargo
			m := heldOf(b, x, h, taken)
			for _, t := range h.Tomado {
				m.TakenBy = append(m.TakenBy, t.Exit)
			}
			s.found = append(s.found, shortOf{m, thin, *x, ledger.Shortage{}})
		}
	}
	return nil
}

// heldOf is a quantity of an exit that PEPS would take from an expired lot.
func heldOf(b *ledger.Book, x *ledger.Exit, h *ledger.Held, q quantity.Micros) Missing {
	m := missingOf(b, x, q)
	m.Cause, m.Expired = ClassExpired, h.Lot
	return m
}

// missingOf is a quantity of an exit without a descargo, with its share of the
// commercial value.
func missingOf(b *ledger.Book, x *ledger.Exit, q quantity.Micros) Missing {
	m := Missing{
		Exit: x.ID, Pedimento: x.Pedimento, Partida: x.Partida, Material: b.Material, Fraccion: x.Fraccion, Cantidad: q, MovedAt: x.MovedAt, Producto: x.Producto,
	}
	if x.Producto == "" && x.Rol == ledger.RoleSalida {
		m.Pesos = valueShare(x.Comercial, q, x.Cantidad)
	}
	return m
}

// fraccionOf is the fracción the lots of a part came in under; a word to write
// over when none did.
func fraccionOf(b *ledger.Book) string {
	for i := range b.Lots {
		if b.Lots[i].Fraccion != "" {
			return b.Lots[i].Fraccion
		}
	}
	return "FRACCION"
}

// valueShare is the part of a value, in whole pesos.
func valueShare(total money.Amount, part, whole quantity.Micros) money.Amount {
	n, ok := total.Micros()
	if !ok || n < 0 || whole <= 0 {
		return money.Amount{}
	}
	grain := int64(1)
	if n%wholePeso == 0 {
		grain = wholePeso
	}
	q, err := quantity.Micros(n/grain).MulDiv(part, whole)
	if err != nil {
		return money.Amount{}
	}
	return money.FromMicros(int64(q) * grain)
}

// laterLot is the first lot that came in after an exit: the one it names when
// it names one.
func laterLot(b *ledger.Book, x *ledger.Exit, s *ledger.Shortage) *ledger.Lot {
	for i := range b.Lots {
		l := &b.Lots[i]
		if l.AvailableFrom > x.MovedAt && (s.Named == "" || l.Is(s.Named)) {
			return l
		}
	}
	return nil
}

// explain gives a shortage its cause and what to do about it.
func (s *shorter) explain(k *shortOf) Missing {
	m := k.Missing
	if m.Expired != "" {
		m.Fix = m.fixExpired(&k.exit)
		return m
	}
	m.Cause = s.index.Cause(&k.book, &k.exit, &k.of)
	if m.Cause == ledger.CauseUnit {
		m.Units = s.index.Units(m.Material, &k.exit, &k.of)
	}
	if m.Cause == ledger.CauseAlias {
		m.Twins = s.index.Twins(m.Material)
	}
	if m.Cause == ledger.CauseBeforeWindow {
		m.Month = monthMissing(&k.exit)
		m.First, m.Gaps = s.gaps(m.MovedAt)
	}
	if m.Cause != ledger.CauseLateImport {
		m.LateLot, m.LateDays = "", 0
	}
	m.Fix = m.fix(&k.exit)
	return m
}

// monthMissing is the month whose deliveries would show the entry: that of the
// record 512 that names it; unknown when nothing does.
func monthMissing(x *ledger.Exit) string {
	if x.Named == "" || !x.NamedFecha.Known() {
		return ""
	}
	return month(x.NamedFecha)
}

func (s *shorter) see(d document.Date) {
	if d.Known() {
		s.months[month(d)] = true
	}
}

// gaps are the first month of the books, and those after it and before a date
// in which nothing is dated.
func (s *shorter) gaps(until document.Date) (first string, missing []string) {
	for m := range s.months {
		if first == "" || m < first {
			first = m
		}
	}
	d, err := document.ParseDate(first + "-01")
	if err != nil {
		return first, nil
	}
	for ; d < until; d = d.MonthEnd().AddDays(1) {
		if !s.months[month(d)] {
			missing = append(missing, month(d))
		}
	}
	return first, missing
}
