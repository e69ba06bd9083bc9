package ledger

import (
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// Otherwise is what a generation says otherwise than the one before it: two books
// of which everything that is equal in both may be left out. Compare and
// ChangedMonths say of a pair what they say of the whole books.
//
// Example: an exit of January arrives in June. The pair holds that exit, the
// later ones that now take other lots or quantities, and the lots of these.
type Otherwise struct {
	Before, After *Book
	Last          document.Date // the last day either whole book is dated
}

// OtherwiseOf is a pair of whole books; either may be nil.
func OtherwiseOf(before, after *Book) *Otherwise {
	p := &Otherwise{Before: before, After: after}
	for _, b := range []*Book{before, after} {
		if b != nil {
			p.Last = max(p.Last, b.lastDay())
		}
	}
	return p
}

// Months are those whose closing balances differ (ChangedMonths).
func (p *Otherwise) Months() []string { return ChangedMonths(p.Before, p.After, p.Last) }

// lastDay is the last day something in the book is dated.
func (b *Book) lastDay() document.Date {
	last := document.Date(0)
	for i := range b.Lots {
		last = max(last, b.Lots[i].AvailableFrom)
	}
	for e := range b.Exits {
		last = max(last, b.Exits[e].MovedAt)
	}
	return last
}

// half is one of the two: some lots by position, and exits with what they took.
type half struct {
	lots    map[int32]bool
	exits   []*Exit
	outcome outcome
}

func (s *half) add(x *Exit, takes []match.Take, short quantity.Micros) {
	s.exits = append(s.exits, x)
	s.outcome.add(takes, short)
	for _, t := range takes {
		s.lots[t.Lot] = true
	}
}

// replaced compares what was taken back with what was matched instead. It is
// nil for an append: nothing that stood before is otherwise, and nothing new is
// dated before the last day of the generation before.
func (a *advance) replaced(st *standing, was runs) *Otherwise {
	to := a.lotsNow()
	before, after := &half{lots: map[int32]bool{}}, &half{lots: map[int32]bool{}}
	seen := make([]bool, len(a.undone.ends))
	otherwise, lastWas := a.removes(), a.lastLot
	for e := a.keep; e < len(a.exits.list); e++ {
		x, takes, short := &a.exits.list[e], a.exits.of(e), a.exits.short[e]
		if p := a.exitPlaces[e]; p >= 0 {
			i := int(p) - a.keep
			seen[i], lastWas = true, max(lastWas, x.in.Moved)
			if short == a.undone.short[i] && a.sameTakes(a.undone.of(i), takes, to) {
				continue
			}
			otherwise = true
			before.add(x.exit(), a.undone.of(i), a.undone.short[i])
		}
		after.add(x.exit(), takes, short)
	}
	if _, since := a.d.since(); !otherwise && since >= lastWas {
		return nil
	}
	for i, ok := range seen {
		if !ok {
			x := &a.wasExits[a.keep+i]
			before.add(x.exit(), a.undone.of(i), a.undone.short[i])
			lastWas = max(lastWas, x.in.Moved)
		}
	}
	a.changedLots(before, after, to)
	p := &Otherwise{Before: a.part(before, was, a.lotBefore(st)), After: a.part(after, a.man.states, a.lotNow(st)), Last: lastWas}
	if k := len(a.exits.list); k > 0 {
		p.Last = max(p.Last, a.exits.list[k-1].in.Moved)
	}
	if k := len(a.lots.lots); k > 0 {
		p.Last = max(p.Last, a.lots.lots[k-1].AvailableFrom)
	}
	return p
}

// removes reports whether something that stood before goes, or goes to come
// back changed.
func (a *advance) removes() bool { return len(a.d.goneLots)+len(a.d.goneExits) > 0 }

// lotsNow says where each lot that was taken off stands after the change; -1
// for one that went.
func (a *advance) lotsNow() []int32 {
	to := make([]int32, len(a.was))
	for i := range to {
		to[i] = -1
	}
	for k, place := range a.places {
		if place >= 0 {
			to[int(place)-a.firstLot] = int32(a.firstLot + k) //nolint:gosec // lots of one material
		}
	}
	return to
}

func (a *advance) sameTakes(was, is []match.Take, to []int32) bool {
	return slices.EqualFunc(was, is, func(x, y match.Take) bool {
		at := x.Lot
		if int(at) >= a.firstLot {
			at = to[int(at)-a.firstLot]
		}
		return at == y.Lot && x.Qty == y.Qty && x.Basis == y.Basis
	})
}

// changedLots adds the lots that went and those that came, and each lot of one
// half to the other.
func (a *advance) changedLots(before, after *half, to []int32) {
	for i, now := range to {
		was := int32(a.firstLot + i) //nolint:gosec // lots of one material
		switch {
		case now < 0:
			before.lots[was] = true
		case before.lots[was] || after.lots[now]:
			before.lots[was], after.lots[now] = true, true
		}
	}
	for k, place := range a.places {
		if place < 0 {
			after.lots[int32(a.firstLot+k)] = true //nolint:gosec // same
		}
	}
	for _, s := range [2][2]*half{{before, after}, {after, before}} {
		for p := range s[0].lots {
			if int(p) < a.firstLot {
				s[1].lots[p] = true
			}
		}
	}
}

func (a *advance) lotBefore(st *standing) func(int32) *Lot {
	return func(p int32) *Lot {
		if int(p) >= a.firstLot {
			return &a.was[int(p)-a.firstLot]
		}
		at, _ := slices.BinarySearch(st.at, p)
		return &st.lots[at]
	}
}

func (a *advance) lotNow(st *standing) func(int32) *Lot {
	before := a.lotBefore(st)
	return func(p int32) *Lot {
		if int(p) >= a.firstLot {
			return &a.lots.lots[int(p)-a.firstLot]
		}
		return before(p)
	}
}

// part is the book of one half.
func (a *advance) part(s *half, states runs, lot func(int32) *Lot) *Book {
	b, out, at, c := a.man.book(), &match.Output{Short: s.outcome.short}, map[int32]int32{}, cursor{v: states}
	b.Lots, b.Exits = make([]Lot, 0, len(s.lots)), make([]Exit, 0, len(s.exits))
	for i, p := range slices.Sorted(maps.Keys(s.lots)) {
		l := lot(p)
		left := c.run(int(p)).of(l.Cantidad)
		at[p], b.Lots = int32(i), append(b.Lots, *l)
		out.Left, out.Waste = append(out.Left, left.left), append(out.Waste, left.waste)
		out.Missing, out.Held = append(out.Missing, left.missing), append(out.Held, left.held)
	}
	for e, x := range s.exits {
		b.Exits = append(b.Exits, *x)
		for _, t := range s.outcome.of(e) {
			t.Exit, t.Lot = int32(e), at[t.Lot]
			out.Takes = append(out.Takes, t)
		}
	}
	b.read(match.Input{Exits: make([]match.Exit, len(b.Exits))}, out, b.Policy)
	for i := range b.Shortages {
		b.Shortages[i].Cause = "" // only the whole book knows it
	}
	for i := range b.Saldos { // takes that both sides have are left out, so that read cannot tell it
		l, left := &b.Lots[i], &b.Saldos[i]
		left.CantidadUMT = l.CantidadUMT - proportion(l.CantidadUMT, l.Cantidad-left.Pendiente(), l.Cantidad)
	}
	return b
}
