package step

import (
	"slices"
	"strings"
	"unicode"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// stockIndex is what all books of a programme have lots of. A book knows its
// own material only; that the same goods came in under another unit or name is
// seen here.
//
// Example: part CON-10 left in pieces and its only lot stands in kilos: to the
// book of the pieces nothing ever came in (before_window), here the cause is
// the unit.
type stockIndex struct {
	units map[kindKey][]string  // units a part or fracción has lots in
	named map[namedKey][]string // units the lots of a pedimento and fracción are kept in
	parts map[string][]string   // parts with lots, by their name without case and signs
	plant ledger.Plant          // nil without tables
	days  [2]document.Date      // the first and last day a lot is dated
}

type kindKey struct{ kind, key string }

type namedKey struct{ suffix, fraccion string }

func newStockIndex() *stockIndex {
	return &stockIndex{units: map[kindKey][]string{}, named: map[namedKey][]string{}, parts: map[string][]string{}}
}

// insert adds a text to a sorted list once.
func insert(list []string, s string) []string {
	at, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, at, s)
}

// add takes the lots of one book.
func (x *stockIndex) add(b *ledger.Book) {
	if len(b.Lots) == 0 {
		return
	}
	k := kindKey{b.Material.Kind, b.Material.Key}
	x.units[k] = insert(x.units[k], b.Material.Unit)
	if b.Material.Kind == ledger.KindPart {
		plain := bareName(b.Material.Key)
		x.parts[plain] = insert(x.parts[plain], b.Material.Key)
	}
	for i := range b.Lots {
		l := &b.Lots[i]
		if d := l.AvailableFrom; d.Known() && (!x.days[0].Known() || d < x.days[0]) {
			x.days[0] = d
		}
		x.days[1] = max(x.days[1], l.AvailableFrom)
		for _, n := range append([]string{l.Pedimento}, l.Numeros...) {
			k := namedKey{ledger.Suffix(n), l.Fraccion}
			x.named[k] = insert(x.named[k], b.Material.Unit)
		}
	}
}

// bareName is a part name as a person would confuse it: no case, no signs.
func bareName(part string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, part)
}

// otherUnits are the units, but its own, that the goods of a shortage have lots in.
func (x *stockIndex) otherUnits(m ledger.Material, exit *ledger.Exit, s *ledger.Shortage) []string {
	units := x.units[kindKey{m.Kind, m.Key}]
	if s.Named != "" {
		units = x.named[namedKey{ledger.Suffix(s.Named), exit.Fraccion}]
		if slices.Contains(units, m.Unit) {
			return nil // its book has the lot and knows better
		}
	}
	return slices.DeleteFunc(slices.Clone(units), func(u string) bool { return u == m.Unit })
}

// twins are parts with lots whose name differs only in case and signs, or that
// it is an alias of on another day.
func (x *stockIndex) twins(m ledger.Material) []string {
	if m.Kind != ledger.KindPart {
		return nil
	}
	out := slices.Clone(x.parts[bareName(m.Key)])
	if x.plant != nil {
		for _, d := range append(x.days[:], document.NewDate(9999, 12, 31)) {
			if p := x.plant.Name(m.Key, d); len(x.units[kindKey{m.Kind, p}]) > 0 {
				out = insert(out, p)
			}
		}
	}
	return slices.DeleteFunc(out, func(p string) bool { return p == m.Key })
}

// CauseAlias is a shortage of a part that has lots under another name.
const CauseAlias ledger.Cause = "alias"

// cause is why an exit is short, as all books together tell it. Only what one
// book could not see changes: that it has no lot at all.
func (x *stockIndex) cause(b *ledger.Book, exit *ledger.Exit, s *ledger.Shortage) ledger.Cause {
	if exit.Causa != "" || len(b.Lots) > 0 && s.Named == "" {
		return s.Cause
	}
	if s.Cause != ledger.CauseBeforeWindow && (s.Cause != ledger.CauseNoBOM || b.Material.Kind != ledger.KindPart) {
		return s.Cause
	}
	switch {
	case len(x.otherUnits(b.Material, exit, s)) > 0:
		return ledger.CauseUnit
	case len(x.twins(b.Material)) > 0:
		return CauseAlias
	}
	return s.Cause
}
