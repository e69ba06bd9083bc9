package ledger

import (
	"slices"
	"strings"
	"unicode"

	"example.com/immex/shared/document"
)

// Stock is what all books of a programme have lots of. A book knows its
// own material only; that the same goods came in under another unit or name is
// seen here.
//
// Example: part CON-10 left in pieces and its only lot stands in kilos: to the
// book of the pieces nothing ever came in (before_window), here the cause is
// the unit.
type Stock struct {
	units map[kindKey][]string  // units a part or fracción has lots in
	named map[namedKey][]string // units the lots of a pedimento and fracción are kept in
	parts map[string][]string   // parts with lots, by their name without case and signs
	plant Plant                 // nil without tables
	days  [2]document.Date      // the first and last day a lot is dated
}

type kindKey struct{ kind, key string }

type namedKey struct{ suffix, fraccion string }

// NewStock is what no book has anything of; plant may be nil.
func NewStock(plant Plant) *Stock {
	return &Stock{units: map[kindKey][]string{}, named: map[namedKey][]string{}, parts: map[string][]string{}, plant: plant}
}

// Locate gives books whose shortages bear the cause that all of them together
// tell. What a book is stays its own: the books given do not change, and one
// whose causes stand is given as it is.
func Locate(books []*Book, plant Plant) []*Book {
	x := NewStock(plant)
	for _, b := range books {
		x.Add(b)
	}
	out := make([]*Book, len(books))
	for i, b := range books {
		out[i] = x.Locate(b)
	}
	return out
}

// Locate is a book with the causes all books tell, which have been added.
func (x *Stock) Locate(b *Book) *Book {
	if len(b.Shortages) == 0 {
		return b
	}
	exits := make(map[string]*Exit, len(b.Exits))
	for e := range b.Exits {
		exits[b.Exits[e].ID] = &b.Exits[e]
	}
	located := *b
	located.Shortages = slices.Clone(b.Shortages)
	for i := range located.Shortages {
		s := &located.Shortages[i]
		s.Cause = x.Cause(b, exits[s.Exit], s)
	}
	return &located
}

// insertOnce adds a text to a sorted list once.
func insertOnce(list []string, s string) []string {
	at, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, at, s)
}

// Add takes the lots of one book.
func (x *Stock) Add(b *Book) {
	if len(b.Lots) == 0 {
		return
	}
	k := kindKey{b.Material.Kind, b.Material.Key}
	x.units[k] = insertOnce(x.units[k], b.Material.Unit)
	if b.Material.Kind == KindPart {
		plain := bareName(b.Material.Key)
		x.parts[plain] = insertOnce(x.parts[plain], b.Material.Key)
	}
	for i := range b.Lots {
		l := &b.Lots[i]
		if d := l.AvailableFrom; d.Known() && (!x.days[0].Known() || d < x.days[0]) {
			x.days[0] = d
		}
		x.days[1] = max(x.days[1], l.AvailableFrom)
		for _, n := range append([]string{l.Pedimento}, l.Numeros...) {
			k := namedKey{Suffix(n), l.Fraccion}
			x.named[k] = insertOnce(x.named[k], b.Material.Unit)
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

// Units are the units, but its own, that the goods of a shortage have lots in.
func (x *Stock) Units(m Material, exit *Exit, s *Shortage) []string {
	units := x.units[kindKey{m.Kind, m.Key}]
	if s.Named != "" {
		units = x.named[namedKey{Suffix(s.Named), exit.Fraccion}]
		if slices.Contains(units, m.Unit) {
			return nil // its book has the lot and knows better
		}
	}
	return slices.DeleteFunc(slices.Clone(units), func(u string) bool { return u == m.Unit })
}

// Twins are parts with lots whose name differs only in case and signs, or that
// it is an alias of on another day.
func (x *Stock) Twins(m Material) []string {
	if m.Kind != KindPart {
		return nil
	}
	out := slices.Clone(x.parts[bareName(m.Key)])
	if x.plant != nil {
		for _, d := range append(x.days[:], document.NewDate(9999, 12, 31)) {
			if p := x.plant.Name(m.Key, d); len(x.units[kindKey{m.Kind, p}]) > 0 {
				out = insertOnce(out, p)
			}
		}
	}
	return slices.DeleteFunc(out, func(p string) bool { return p == m.Key })
}

// Cause is why an exit is short, as all books together tell it. Only what one
// book could not see changes: that it has no lot at all.
func (x *Stock) Cause(b *Book, exit *Exit, s *Shortage) Cause {
	if exit.Causa != "" || len(b.Lots) > 0 && s.Named == "" {
		return s.Cause
	}
	if s.Cause != CauseBeforeWindow && (s.Cause != CauseNoBOM || b.Material.Kind != KindPart) {
		return s.Cause
	}
	switch {
	case len(x.Units(b.Material, exit, s)) > 0:
		return CauseUnit
	case len(x.Twins(b.Material)) > 0:
		return CauseAlias
	}
	return s.Cause
}
