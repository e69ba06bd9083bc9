package report

import (
	"cmp"
	"maps"
	"slices"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// Before is what stood at the close of the day before a period, as it was known
// then: by the facts of the package that closed the month before, or, where none
// was sealed, by the facts dated up to that day.
type Before struct {
	Package string        // "" when the month before was not sealed
	SHA256  document.Hash // of its zip
	Books   []*ledger.Kept
	Credit  *credito.Ledger
	// Same: no other law, policy or release than those of the period.
	Same bool
	// Came names a fact of the period's cut that was not known then: the number of
	// a pedimento, or the name of a table; "" for one that was.
	Came func(document.Hash) string
	// Sealed are the closings as the package before has them, nil without one or
	// in the layouts without credit.
	SealedCredit []SealedCredit
	SealedStock  []SealedStock
}

// SealedCredit is the closing of a contribution and form of payment in a sealed
// package, in whole pesos.
type SealedCredit struct {
	Contribucion string `json:"contribucion"`
	Forma        string `json:"forma_pago"`
	Closing      int64  `json:"saldo_final"`
	Expired      int64  `json:"vencido_final"`
}

// SealedStock is the closing of a fracción and tariff unit in a sealed package.
type SealedStock struct {
	Fraccion string          `json:"fraccion"`
	UMT      string          `json:"umt"`
	Closing  quantity.Micros `json:"saldo_final"`
}

// Why a closing and the opening after it differ.
const (
	causeRectified = "rectificacion"    // a pedimento of the chain of the entry came since
	causeLate      = "documento_tardio" // the entry itself came since, or another source of it
	causeExit      = "salida"           // a discharge dated before came, changed or went
	causeMoved     = "reasignacion"     // PEPS moved it, since something else of the material came
	causeTable     = "tabla"            // a table of the plant or the programme came since
	causeVersion   = "otra_version"     // no fact: other law, policy or release
)

// causes are why an opening differs and what made it so.
type causes struct{ why, by []string }

func (c *causes) add(why, by string) {
	if !slices.Contains(c.why, why) {
		c.why = append(c.why, why)
	}
	if by != "" && !slices.Contains(c.by, by) {
		c.by = append(c.by, by)
	}
}

func (c *causes) join(o causes) {
	for _, w := range o.why {
		c.add(w, "")
	}
	for _, b := range o.by {
		if !slices.Contains(c.by, b) {
			c.by = append(c.by, b)
		}
	}
}

func (c *causes) sorted() causes {
	slices.Sort(c.why)
	slices.Sort(c.by)
	return *c
}

// lotKey is a lot under one fracción: a rectification that changes the fracción
// takes it out of one and puts it into the other.
type lotKey struct{ material, lot, fraccion, umt string }

// stood is a lot on one day, before and after what came since.
type stood struct {
	lotKey
	before, after *ledger.Lot // nil where it was not there
	was, is       quantity.Micros
	due           bool // the due date moved
	causes        causes
}

// lot is either of the two.
func (s *stood) lot() *ledger.Lot {
	if s.after != nil {
		return s.after
	}
	return s.before
}

// compareStock holds every lot on a day against what was known of it then. Lots
// of a material that nothing came to are only counted.
func (b *Before) compareStock(books []*ledger.Kept, on document.Date) []stood {
	was, is := map[string]*ledger.Kept{}, map[string]*ledger.Kept{}
	ids := map[string]bool{}
	for _, x := range b.Books {
		was[x.ID], ids[x.ID] = x, true
	}
	for _, x := range books {
		is[x.ID], ids[x.ID] = x, true
	}
	var all [][]stood
	n := 0
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		lots := b.material(was[id], is[id], id, on)
		all, n = append(all, lots), n+len(lots)
	}
	out := make([]stood, 0, n)
	for _, lots := range all {
		out = append(out, lots...)
	}
	return out
}

// opened is a book, nil where there is none.
func opened(k *ledger.Kept) *ledger.Book {
	if k == nil {
		return nil
	}
	return k.Open()
}

func (b *Before) material(was, is *ledger.Kept, id string, on document.Date) []stood {
	lots := map[lotKey]int{}
	var out []stood
	at := func(l *ledger.Lot) *stood { // good until the next
		k := lotKey{id, l.ID, l.Fraccion, l.UMT}
		i, ok := lots[k]
		if !ok {
			i, lots[k] = len(out), len(out)
			out = append(out, stood{lotKey: k})
		}
		return &out[i]
	}
	eachLeft(was, on, func(l *ledger.Lot, left quantity.Micros) { s := at(l); s.before, s.was = l, left })
	eachLeft(is, on, func(l *ledger.Lot, left quantity.Micros) { s := at(l); s.after, s.is = l, left })
	changed := map[string]bool{}
	for i := range out {
		s := &out[i]
		s.due = s.before != nil && s.after != nil && (s.before.Due != s.after.Due || !slices.Equal(s.before.Facts, s.after.Facts))
		if s.was != s.is || s.due || s.before == nil || s.after == nil {
			changed[s.lotKey.lot] = true
		}
	}
	slices.SortFunc(out, func(x, y stood) int {
		return cmp.Or(cmp.Compare(x.fraccion, y.fraccion), cmp.Compare(x.umt, y.umt), cmp.Compare(x.lotKey.lot, y.lotKey.lot))
	})
	if len(changed) > 0 {
		b.explain(out, changed, opened(was), opened(is), on)
	}
	return out
}

// eachLeft visits the lots of a book that were there on a day with what was left
// of each, in UMT.
func eachLeft(k *ledger.Kept, on document.Date, visit func(*ledger.Lot, quantity.Micros)) {
	if k == nil {
		return
	}
	left := make([]quantity.Micros, len(k.Lots))
	_, descargos := k.Len()
	var d ledger.Descargo
	for i := range descargos {
		if lot, _ := k.Descargo(i, &d); d.MovedAt <= on {
			left[lot] -= d.CantidadUMT
		}
	}
	for i := range k.Lots {
		if l := &k.Lots[i]; l.AvailableFrom <= on {
			visit(l, l.CantidadUMT+left[i])
		}
	}
}

// explain gives every changed lot what changed it: its own papers, exits that
// came, or, when PEPS alone moved it, what came to the material.
func (b *Before) explain(lots []stood, changed map[string]bool, was, is *ledger.Book, on document.Date) {
	exits := b.exits(changed, was, is, on)
	var all causes
	for _, x := range []*ledger.Book{was, is} {
		if x == nil {
			continue
		}
		for i := range x.Lots {
			all.join(b.came(x.Lots[i].Facts, causeMoved))
		}
		for i := range x.Exits {
			all.join(b.came(x.Exits[i].Facts, causeMoved))
		}
	}
	for i := range lots {
		s := &lots[i]
		if !changed[s.lotKey.lot] {
			continue
		}
		for _, l := range []*ledger.Lot{s.before, s.after} {
			if l != nil {
				s.causes.join(b.own(l))
			}
		}
		s.causes.join(exits[s.lotKey.lot])
		if len(s.causes.why) == 0 {
			s.causes.join(all)
		}
		if len(s.causes.why) == 0 {
			s.causes.add(b.other(), "")
		}
	}
}

// other is why something differs without a paper of its own that came: a table of
// the plant that counts otherwise now, or other law.
func (b *Before) other() string {
	if b.Same {
		return causeTable
	}
	return causeVersion
}

// own is what came of the papers of a lot.
func (b *Before) own(l *ledger.Lot) (out causes) {
	for _, h := range l.Facts {
		switch by := b.Came(h); {
		case by == "":
		case !isNumber(by):
			out.add(causeTable, by)
		case by == l.Pedimento:
			out.add(causeLate, by)
		default:
			out.add(causeRectified, by)
		}
	}
	return out
}

// came are the papers of some facts that were not known before.
func (b *Before) came(facts []document.Hash, why string) (out causes) {
	for _, h := range facts {
		if by := b.Came(h); by != "" {
			if !isNumber(by) {
				out.add(causeTable, by)
				continue
			}
			out.add(why, by)
		}
	}
	return out
}

// isNumber reports the number of a pedimento among names of papers.
func isNumber(s string) bool { return len(s) == 15 && s[0] >= '0' && s[0] <= '9' }

// exits are what came of the exits whose discharges of a lot differ.
func (b *Before) exits(changed map[string]bool, was, is *ledger.Book, on document.Date) map[string]causes {
	type taken struct{ lot, exit string }
	diff := map[taken]quantity.Micros{}
	papers := map[string][]document.Hash{}
	gather := func(x *ledger.Book, sign quantity.Micros) {
		if x == nil {
			return
		}
		for i := range x.Descargos {
			if d := &x.Descargos[i]; changed[d.Lot] && d.MovedAt <= on {
				diff[taken{d.Lot, d.Exit}] += sign * d.CantidadUMT
			}
		}
		for i := range x.Exits {
			papers[x.Exits[i].ID] = append(papers[x.Exits[i].ID], x.Exits[i].Facts...)
		}
	}
	gather(was, -1)
	gather(is, 1)
	out := map[string]causes{}
	for k, q := range diff {
		if q != 0 {
			c := out[k.lot]
			c.join(b.came(papers[k.exit], causeExit))
			out[k.lot] = c
		}
	}
	return out
}
