package ledger

import "example.com/immex/shared/document"

// Since is the first day on which what a source tells of a pedimento may move
// something in the books: its goods came in (stay.Stay.AvailableFrom) or left
// (Exit.MovedAt), which a consolidado, a transfer or a return to be paid the next day
// have before their payment, or it was paid. A rectification changes what there is from
// its own payment on, whenever the goods moved. It is 0 of what was not paid.
func (f *Fact) Since() document.Date {
	if !f.Pago.Known() || f.EsRectif {
		return f.Pago
	}
	moved := []document.Date{f.Entrada, f.Remesa}
	if f.Operacion == "EXP" {
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
	some map[string]bool // by group and number without its year
}

// NewBegun is of no pedimento yet.
func NewBegun(upTo document.Date) *Begun { return &Begun{upTo, map[string]bool{}} }

// See takes one source, by its group, number and Since, and reports whether it is of
// the cut by itself.
func (b *Begun) See(group, key string, since document.Date) bool {
	in := since <= b.upTo
	if in && since.Known() {
		b.some[group+" "+Suffix(key)] = true
	}
	return in
}

// Other reports a source that is of the cut because another source of its pedimento
// is, when all were seen. A rectification is of it by its own day alone.
func (b *Begun) Other(group, key string, rectifies bool) bool {
	return !rectifies && b.some[group+" "+Suffix(key)]
}
