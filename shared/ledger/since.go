package ledger

import (
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Since is the first day on which what a source tells of a pedimento may move
// something in the books: its goods came in (stay.Stay.AvailableFrom) or left
// (Exit.MovedAt), which a consolidado, a transfer or a return to be paid the next day
// have before their payment, or it was paid. What moves by its payment alone, as an
// extraction from depósito fiscal or a change of regime, has no other day, whatever
// entry it tells of. A rectification changes what there is from its own payment on,
// whenever the goods moved. It is 0 of what was not paid.
func (f *Fact) Since(cat *catalog.Catalog) document.Date {
	if !f.Pago.Known() || f.EsRectif || cat.In(catalog.ListExtraction, f.Clave, f.Pago) {
		return f.Pago
	}
	row, ok := cat.Effect(f.Clave, f.Operacion, allCases(f), f.Pago)
	var moved []document.Date
	switch {
	case ok && row.Effect == catalog.EffectEntry:
		moved = []document.Date{f.Entrada, f.Remesa}
	case ok && crosses(row):
		moved = []document.Date{f.Seleccion}
	}
	first := f.Pago
	for _, on := range moved {
		if on.Known() {
			first = min(first, on)
		}
	}
	return first
}

// Begun tells which pedimentos moved something up to a day, when one of their sources
// says so: the others of the same number belong to the same cut.
type Begun struct {
	upTo document.Date
	some map[string][]string // numbers, by group and number without its year
}

// NewBegun is of no pedimento yet.
func NewBegun(upTo document.Date) *Begun { return &Begun{upTo, map[string][]string{}} }

// See takes one source, by its group, number and Since, and reports whether it is of
// the cut by itself.
func (b *Begun) See(group, key string, since document.Date) bool {
	in := since <= b.upTo
	if in && since.Known() {
		k := group + " " + Suffix(key)
		b.some[k] = append(b.some[k], strings.Clone(key))
	}
	return in
}

// Other reports a source that is of the cut because another source of its pedimento
// is, when all were seen. A rectification is of it by its own day alone.
func (b *Begun) Other(group, key string, rectifies bool) bool {
	return !rectifies && slices.ContainsFunc(b.some[group+" "+Suffix(key)], func(n string) bool { return samePedimento(n, key) })
}
