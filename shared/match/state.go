package match

import (
	"cmp"
	"sort"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// State is what is left of each lot between two exits.
type State struct {
	Left    []quantity.Micros // good stock
	Waste   []quantity.Micros // desperdicio
	Missing []quantity.Micros // theft, loss, counted less
	Held    []quantity.Micros // of Left: what exits reached after the lot expired
	free    []quantity.Micros // of Left: what PEPS may still reach
	head    int               // lots before it have nothing free
}

// Reset is the state before the first exit.
func (s *State) Reset(lots []Lot) {
	n := len(lots)
	s.Left, s.free = resize(s.Left, n), resize(s.free, n)
	s.Waste, s.Missing, s.Held = resize(s.Waste, n), resize(s.Missing, n), resize(s.Held, n)
	s.head = 0
	clear(s.Missing)
	clear(s.Held)
	for i := range lots {
		s.Left[i], s.free[i], s.Waste[i] = lots[i].Qty, lots[i].Qty, lots[i].Waste
		if lots[i].NamedOnly {
			s.free[i] = 0
		}
	}
}

// Resume rebuilds what follows from Left and Held after a caller filled them.
func (s *State) Resume(lots []Lot) {
	s.free = resize(s.free, len(lots))
	for i := range lots {
		s.settle(lots, int32(i))
	}
	s.head = 0
}

// settle brings what is free of a lot up to date.
func (s *State) settle(lots []Lot, i int32) {
	s.free[i] = 0
	if !lots[i].NamedOnly {
		s.free[i] = max(0, s.Left[i]-s.Held[i])
	}
	if s.free[i] > 0 && int(i) < s.head {
		s.head = int(i)
	}
}

// Step is one exit: its takes are appended, and what found no lot is returned.
func (s *State) Step(in *Input, e int32, takes []Take) ([]Take, quantity.Micros) {
	x := &in.Exits[e]
	if x.Hold {
		return takes, x.Qty
	}
	switch x.Role {
	case Found:
		if x.NamedOnly {
			return s.giveBackNamed(in, x, e, takes)
		}
		return s.giveBack(in.Lots, x, e, x.Qty, takes)
	case Count:
		return s.count(in.Lots, x, e, takes)
	case Out, ToWaste, Act, ToMissing:
	}
	short := x.Qty
	var rest quantity.Micros
	for _, n := range in.Names[x.NamedFrom:x.NamedTo] {
		if !n.More {
			rest = n.Qty
		}
		q := s.take(in.Lots, x, n.Lot, min(rest, short))
		if q == 0 {
			continue
		}
		rest -= q
		short -= q
		takes = s.freed(append(takes, Take{e, n.Lot, q, Named}), e, n.Lot)
	}
	if x.NamedOnly || short == 0 {
		return takes, short
	}
	if x.Role == Act {
		return s.waste(in.Lots, x, e, short, takes)
	}
	for s.head < len(in.Lots) && s.free[s.head] == 0 {
		s.head++
	}
	if x.Class == 0 {
		return s.peps(in, x, e, short, takes)
	}
	takes, short = s.pepsOf(in, x, e, short, takes, true)
	if short > 0 {
		takes, short = s.pepsOf(in, x, e, short, takes, false)
	}
	return takes, short
}

// take is what an exit names, as far as the lot still has it, was there and
// is not blocked: never a lot available after the exit.
func (s *State) take(lots []Lot, x *Exit, lot int32, most quantity.Micros) quantity.Micros {
	if lots[lot].Available > x.Moved || lots[lot].blocked(x.Moved) {
		return 0
	}
	if x.Role == Act {
		q := min(most, s.Waste[lot])
		s.Waste[lot] -= q
		return q
	}
	q := min(most, s.Left[lot])
	if q > 0 {
		s.moved(lots, x.Role, lot, q)
	}
	return q
}

// moved books a quantity of good stock out of a lot.
func (s *State) moved(lots []Lot, role Role, lot int32, q quantity.Micros) {
	s.Left[lot] -= q
	switch role {
	case ToWaste:
		s.Waste[lot] += q
	case ToMissing, Count:
		s.Missing[lot] += q
	case Out, Act, Found:
	}
	s.settle(lots, lot)
}

// freed says what of a take was held for earlier exits: more of a lot is never
// held than it has.
func (s *State) freed(takes []Take, e, lot int32) []Take {
	q := s.Held[lot] - s.Left[lot]
	if q <= 0 {
		return takes
	}
	s.Held[lot] -= q
	return append(takes, Take{e, lot, q, Freed})
}

// reach is what an exit does with an expired lot that PEPS reaches.
type reach uint8

const (
	holds reach = iota
	takesIt
	leavesIt
)

// reach: what a person decided of the lot, else of the exit.
func (in *Input) reach(x *Exit, e, lot int32) reach {
	if x.Decided {
		at := sort.Search(len(in.Late), func(i int) bool {
			return cmp.Or(cmp.Compare(in.Late[i].Exit, e), cmp.Compare(in.Late[i].Lot, lot)) >= 0
		})
		if at < len(in.Late) && in.Late[at].Exit == e && in.Late[at].Lot == lot {
			if in.Late[at].Takes {
				return takesIt
			}
			return leavesIt
		}
	}
	switch {
	case x.TakesExpired:
		return takesIt
	case x.LeavesExpired:
		return leavesIt
	}
	return holds
}

// peps walks the lots from the oldest with anything free. It works on local
// slices: this loop is what a plant's year of descargos is spent in.
func (s *State) peps(in *Input, x *Exit, e int32, short quantity.Micros, takes []Take) ([]Take, quantity.Micros) {
	lots := in.Lots
	free, left := s.free[:len(lots)], s.Left[:len(lots)]
	plain := x.Role == Out
	for i := s.head; i < len(lots) && short > 0; i++ {
		lot := &lots[i]
		if lot.Available > x.Moved {
			break
		}
		q := min(short, free[i])
		if q == 0 || len(lot.Blocks) > 0 && lot.blocked(x.Moved) {
			continue
		}
		basis, late := PEPS, takesIt
		if lot.Due != 0 && lot.Due < x.Moved {
			late = in.reach(x, e, int32(i)) //nolint:gosec // lots of one material
		}
		if late == leavesIt {
			continue
		}
		if late == holds {
			basis = Held
			s.Held[i] += q
			free[i] -= q
		} else if plain {
			left[i] -= q
			free[i] -= q
		} else {
			s.moved(lots, x.Role, int32(i), q) //nolint:gosec // lots of one material
		}
		short -= q
		takes = append(takes, Take{e, int32(i), q, basis}) //nolint:gosec // lots of one material
	}
	return takes, short
}

// pepsOf is peps over the lots of the part asked for, or over the others.
func (s *State) pepsOf(in *Input, x *Exit, e int32, short quantity.Micros, takes []Take, own bool) ([]Take, quantity.Micros) {
	lots := in.Lots
	for i := s.head; i < len(lots) && short > 0; i++ {
		lot := &lots[i]
		if lot.Available > x.Moved {
			break
		}
		q := min(short, s.free[i])
		if q == 0 || (lot.Class == x.Class) != own || lot.blocked(x.Moved) {
			continue
		}
		basis, late := PEPS, takesIt
		if lot.Due != 0 && lot.Due < x.Moved {
			late = in.reach(x, e, int32(i)) //nolint:gosec // lots of one material
		}
		if late == leavesIt {
			continue
		}
		if late == holds {
			basis = Held
			s.Held[i] += q
			s.free[i] -= q
		} else {
			s.moved(lots, x.Role, int32(i), q) //nolint:gosec // lots of one material
		}
		short -= q
		takes = append(takes, Take{e, int32(i), q, basis}) //nolint:gosec // lots of one material
	}
	return takes, short
}

// waste is PEPS over desperdicio, whose due date is that of its lot: an act
// ends it late or in time.
func (s *State) waste(lots []Lot, x *Exit, e int32, short quantity.Micros, takes []Take) ([]Take, quantity.Micros) {
	for _, own := range [2]bool{true, false} {
		for i := 0; i < len(lots) && short > 0 && lots[i].Available <= x.Moved; i++ {
			q := min(short, s.Waste[i])
			if q == 0 || x.Class != 0 && (lots[i].Class == x.Class) != own || lots[i].blocked(x.Moved) {
				continue
			}
			s.Waste[i] -= q
			short -= q
			takes = append(takes, Take{e, int32(i), q, PEPS})
		}
		if x.Class == 0 {
			break
		}
	}
	return takes, short
}

// giveBack returns what is missing to good stock, newest lot first.
func (s *State) giveBack(lots []Lot, x *Exit, e int32, short quantity.Micros, takes []Take) ([]Take, quantity.Micros) {
	for i := len(lots) - 1; i >= 0 && short > 0; i-- {
		q := min(short, s.Missing[i])
		if q == 0 || lots[i].Available > x.Moved || x.Class != 0 && lots[i].Class != x.Class {
			continue
		}
		s.Missing[i] -= q
		s.Left[i] += q
		s.settle(lots, int32(i)) //nolint:gosec // lots of one material
		short -= q
		takes = append(takes, Take{e, int32(i), q, Back}) //nolint:gosec // lots of one material
	}
	return takes, short
}

// giveBackNamed returns to the lots an exit names what is missing of them.
func (s *State) giveBackNamed(in *Input, x *Exit, e int32, takes []Take) ([]Take, quantity.Micros) {
	short := x.Qty
	var rest quantity.Micros
	for _, n := range in.Names[x.NamedFrom:x.NamedTo] {
		if !n.More {
			rest = n.Qty
		}
		q := min(rest, short, s.Missing[n.Lot])
		if q == 0 || in.Lots[n.Lot].Available > x.Moved {
			continue
		}
		s.Missing[n.Lot] -= q
		s.Left[n.Lot] += q
		s.settle(in.Lots, n.Lot)
		rest -= q
		short -= q
		takes = append(takes, Take{e, n.Lot, q, Back})
	}
	return takes, short
}

// count makes good stock what was counted: less is missing by PEPS, expired
// or not; more gives back what is missing, and the rest is a surplus.
func (s *State) count(lots []Lot, x *Exit, e int32, takes []Take) ([]Take, quantity.Micros) {
	over := -x.Qty // what the books have beyond the count
	for i := range lots {
		if lots[i].Available > x.Moved {
			break
		}
		if x.Class == 0 || lots[i].Class == x.Class {
			over += s.Left[i]
		}
	}
	if over < 0 {
		return s.giveBack(lots, x, e, -over, takes)
	}
	for i := 0; i < len(lots) && over > 0 && lots[i].Available <= x.Moved; i++ {
		q := min(over, s.Left[i])
		if q == 0 || x.Class != 0 && lots[i].Class != x.Class {
			continue
		}
		s.moved(lots, Count, int32(i), q)
		over -= q
		takes = s.freed(append(takes, Take{e, int32(i), q, PEPS}), e, int32(i))
	}
	return takes, 0
}

// Undo takes one take back, the last one first.
func (s *State) Undo(lots []Lot, role Role, t Take) {
	switch {
	case t.Basis == Held:
		s.Held[t.Lot] -= t.Qty
	case t.Basis == Freed:
		s.Held[t.Lot] += t.Qty
	case t.Basis == Back:
		s.Missing[t.Lot] += t.Qty
		s.Left[t.Lot] -= t.Qty
	case role == Act:
		s.Waste[t.Lot] += t.Qty
	case role == ToWaste:
		s.Waste[t.Lot] -= t.Qty
		s.Left[t.Lot] += t.Qty
	case role == ToMissing || role == Count:
		s.Missing[t.Lot] -= t.Qty
		s.Left[t.Lot] += t.Qty
	default:
		s.Left[t.Lot] += t.Qty
	}
	s.settle(lots, t.Lot)
}

// Blocked reports whether a lot that was there is kept back by a person on a
// day: what a shortage says of it.
func Blocked(lots []Lot, on document.Date) bool {
	for i := range lots {
		if lots[i].Available <= on && lots[i].blocked(on) {
			return true
		}
	}
	return false
}
