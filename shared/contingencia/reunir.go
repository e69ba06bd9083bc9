package contingencia

import (
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Gather is what books have left on a day, with what they do not say of it:
// the commercial value of the entry, which only its facts have, and the rate
// of the tariff.
type Gather struct {
	Keep func(*Lot) bool // lots it answers false for are left out; nil keeps all
	on   document.Date
	cat  *catalog.Catalog
	lots []Lot
	said [][]saidValue           // by lot
	from map[document.Hash][]int // lots by the facts they follow from
}

// saidValue is what one source says a partida is worth.
type saidValue struct{ aduana, comercial money.Amount }

// NewGather is of no book.
func NewGather(on document.Date, cat *catalog.Catalog) *Gather {
	return &Gather{on: on, cat: cat, from: map[document.Hash][]int{}}
}

// Book takes what is left in a book.
func (g *Gather) Book(b *ledger.Book) {
	for _, s := range b.AsOf(g.on) {
		l, ok := Of(&s, b.Material.Unit)
		if !ok || g.Keep != nil && !g.Keep(&l) {
			continue
		}
		l.Tributos = slices.Clone(l.Tributos) // the book is let go
		l.TasaIGI = tariffOf(l.Fraccion, l.Entrada, g.cat)
		for _, f := range s.Lot.Facts {
			g.from[f] = append(g.from[f], len(g.lots))
		}
		g.lots = append(g.lots, l)
	}
	g.said = append(g.said, make([][]saidValue, len(g.lots)-len(g.said))...)
}

// Wants reports a fact that a lot follows from.
func (g *Gather) Wants(fact document.Hash) bool { return len(g.from[fact]) > 0 }

// Fact takes what a pedimento says its partidas are worth.
func (g *Gather) Fact(hash document.Hash, f *ledger.Fact) {
	lines := make(map[int]*ledger.Line, len(f.Lineas))
	for i := range f.Lineas {
		lines[f.Lineas[i].Sec] = &f.Lineas[i]
	}
	for _, at := range g.from[hash] {
		if l := lines[g.lots[at].Partida]; l != nil && l.Comercial.Known() {
			g.said[at] = append(g.said[at], saidValue{l.Aduana, l.Comercial})
		}
	}
}

// Lots are the lots with what their facts agree on, once all were taken.
func (g *Gather) Lots() []Lot {
	g.settle()
	return g.lots
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

// settle gives each lot the commercial value its sources agree on: those that
// say the customs value the lot has, or, of a part of a partida, all of them,
// in the proportion of the customs values. Where they contradict each other it
// stays unknown.
func (g *Gather) settle() {
	for at := range g.lots {
		l := &g.lots[at]
		said := g.said[at]
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
