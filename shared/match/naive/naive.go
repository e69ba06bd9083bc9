// Package naive is the matcher written for the eye: lots and exits as plain
// values, every exit walking every lot, no state but three balances of each
// lot. It is what package match is compared with in model-based tests, and it
// shares no line with it. Only tests import it.
//
// The order of steps (decision 0010 and the design, Matching):
//
//  1. Lots stand in the order they are given: (available, pedimento, partida).
//     Exits are taken in the order they are given: (date, pedimento, what they
//     name first, partida, role, id).
//  2. An exit on hold takes nothing; all of it is short.
//  3. What an exit names is taken first, lot by lot in the order of its names,
//     as far as the lot has it: expired or not, fixed asset or not, held for an
//     earlier exit or not; never a lot that is not there yet or that a person
//     blocked. Names with More share what is left of the last one without.
//     What it takes beyond what is free was held: it is held no more, the
//     earliest hold first.
//  4. An exit that may take only what it names ends here; one that gives back
//     gives to those lots only.
//  5. Then the oldest lot with anything free, and the next: first those of the
//     class the exit asks for, then the others. Passed over are lots not there
//     yet, blocked ones, fixed assets, and, when the exit leaves what has
//     expired, expired ones. Reaching any other expired lot, the exit holds
//     what it would take, unless it takes what has expired: held quantity stays
//     in the lot, counts as found, and is free for no later exit. Of a lot that
//     a decision of the exit names, that decision counts.
//  6. What is still wanted is short.
//
// A count comes down to what it says: good stock beyond it goes missing,
// oldest first, expired, blocked and assets included; stock short of it comes
// back from what is missing, newest first; the rest is short, a surplus. An
// act takes from the waste of lots, expired or not.
package naive

import (
	"slices"

	"example.com/immex/shared/document"
)

// Lot is an entry.
type Lot struct {
	ID        string
	Qty       int64
	Waste     int64 // it comes with, beside Qty
	Available document.Date
	Due       document.Date // zero: none
	NamedOnly bool          // fixed asset
	Class     int           // the part within a family of substitutes
	Blocked   []Block       // times a person kept it back
}

// Block is from a day on until the day before another; without one, for good.
type Block struct{ From, Free document.Date }

// Role is what an exit does.
type Role string

// The roles.
const (
	Salida      Role = "salida"      // good stock leaves: salida, incorporado, merma, an act on goods
	Desperdicio Role = "desperdicio" // good stock becomes waste of its lot
	Acta        Role = "acta"        // waste leaves
	Faltante    Role = "faltante"    // good stock is missing
	Hallado     Role = "hallado"     // what was missing is back
	Conteo      Role = "conteo"      // a physical count: Qty is what there is
)

// Name is a lot an exit names.
type Name struct {
	Lot  string
	Qty  int64
	More bool // shares what is left of the last name without More
}

// Exit is a departure.
type Exit struct {
	ID            string
	Qty           int64
	Moved         document.Date
	Names         []Name
	Role          Role
	Class         int // what it asks for first; 0: any
	NamedOnly     bool
	TakesExpired  bool
	LeavesExpired bool
	Hold          bool
	Take, Leave   []string // expired lots that a decision names
}

// Take is a quantity an exit takes, holds or gives back.
type Take struct {
	Exit, Lot string
	Qty       int64
}

// Freed is quantity held for one exit that another took.
type Freed struct {
	Held, By, Lot string
	Qty           int64
}

// Balance is where the quantity of a lot is.
type Balance struct{ Good, Waste, Missing, Held int64 }

// Result is what became of everything. Short leaves out exits that found all.
type Result struct {
	Balances map[string]Balance
	Named    []Take
	PEPS     []Take
	Held     []Take
	Back     []Take
	Freed    []Freed
	Short    map[string]int64
}

// Run takes the exits from the lots, one after the other.
func Run(lots []Lot, exits []Exit) Result {
	r := Result{Balances: map[string]Balance{}, Short: map[string]int64{}}
	for _, l := range lots {
		r.Balances[l.ID] = Balance{Good: l.Qty, Waste: l.Waste}
	}
	for _, x := range exits {
		if short := r.one(lots, x); short > 0 {
			r.Short[x.ID] = short
		}
	}
	return r
}

// one takes one exit and says what is short.
func (r *Result) one(lots []Lot, x Exit) int64 {
	if x.Hold {
		return x.Qty
	}
	switch x.Role {
	case Hallado:
		if x.NamedOnly {
			return r.backNamed(lots, x)
		}
		return r.back(lots, x, x.Qty)
	case Conteo:
		return r.count(lots, x)
	case Salida, Desperdicio, Acta, Faltante:
	}
	short := r.names(lots, x)
	if x.NamedOnly {
		return short
	}
	for _, l := range askedFirst(lots, x) {
		short -= r.oldest(l, x, short)
	}
	return short
}

// names takes what an exit names.
func (r *Result) names(lots []Lot, x Exit) int64 {
	short, said := x.Qty, int64(0)
	for _, n := range x.Names {
		if !n.More {
			said = n.Qty
		}
		for _, l := range lots {
			if l.ID != n.Lot || l.Available > x.Moved || blocked(l, x.Moved) {
				continue
			}
			q := min(said, short, r.there(l, x))
			said -= q
			short -= q
			r.move(l, x, q)
			r.Named = appended(r.Named, x, l, q)
		}
	}
	return short
}

// oldest takes what PEPS finds in one lot, or holds it.
func (r *Result) oldest(l Lot, x Exit, short int64) int64 {
	if l.Available > x.Moved || blocked(l, x.Moved) {
		return 0
	}
	if x.Role == Acta {
		q := min(short, r.there(l, x))
		r.move(l, x, q)
		r.PEPS = appended(r.PEPS, x, l, q)
		return q
	}
	expired, takes, leaves := l.Due != 0 && l.Due < x.Moved, x.TakesExpired, x.LeavesExpired && !x.TakesExpired
	if slices.Contains(x.Take, l.ID) {
		takes, leaves = true, false
	} else if slices.Contains(x.Leave, l.ID) {
		takes, leaves = false, true
	}
	if l.NamedOnly || expired && leaves {
		return 0
	}
	b := r.Balances[l.ID]
	q := min(short, max(0, b.Good-b.Held))
	if expired && !takes {
		b.Held += q
		r.Balances[l.ID] = b
		r.Held = appended(r.Held, x, l, q)
		return q
	}
	r.move(l, x, q)
	r.PEPS = appended(r.PEPS, x, l, q)
	return q
}

// there is what a lot has of what an exit takes from.
func (r *Result) there(l Lot, x Exit) int64 {
	if x.Role == Acta {
		return r.Balances[l.ID].Waste
	}
	return r.Balances[l.ID].Good
}

// move books a quantity as the role says.
func (r *Result) move(l Lot, x Exit, q int64) {
	b := r.Balances[l.ID]
	switch x.Role {
	case Salida:
		b.Good -= q
	case Desperdicio:
		b.Good -= q
		b.Waste += q
	case Acta:
		b.Waste -= q
	case Faltante, Conteo:
		b.Good -= q
		b.Missing += q
	case Hallado:
	}
	r.Balances[l.ID] = b
	r.free(l, x)
}

// free ends holds, the earliest first, until no more of a lot is held than it
// has.
func (r *Result) free(l Lot, x Exit) {
	b := r.Balances[l.ID]
	for _, h := range r.Held {
		over, open := b.Held-b.Good, h.Qty
		for _, f := range r.Freed {
			if f.Held == h.Exit && f.Lot == h.Lot {
				open -= f.Qty
			}
		}
		if q := min(over, open); q > 0 && h.Lot == l.ID {
			b.Held -= q
			r.Freed = append(r.Freed, Freed{h.Exit, x.ID, l.ID, q})
		}
	}
	r.Balances[l.ID] = b
}

// count makes the good stock of a class what was counted.
func (r *Result) count(lots []Lot, x Exit) int64 {
	books := int64(0)
	for _, l := range counted(lots, x) {
		books += r.Balances[l.ID].Good
	}
	if books < x.Qty {
		return r.back(lots, x, x.Qty-books)
	}
	over := books - x.Qty
	for _, l := range counted(lots, x) {
		q := min(over, r.Balances[l.ID].Good)
		over -= q
		r.move(l, x, q)
		r.PEPS = appended(r.PEPS, x, l, q)
	}
	return 0
}

// back gives back what is missing, newest lot first.
func (r *Result) back(lots []Lot, x Exit, short int64) int64 {
	for _, l := range slices.Backward(counted(lots, x)) {
		b := r.Balances[l.ID]
		q := min(short, b.Missing)
		b.Missing -= q
		b.Good += q
		short -= q
		r.Balances[l.ID] = b
		r.Back = appended(r.Back, x, l, q)
	}
	return short
}

// backNamed gives back what is missing of the lots it names.
func (r *Result) backNamed(lots []Lot, x Exit) int64 {
	short, said := x.Qty, int64(0)
	for _, n := range x.Names {
		if !n.More {
			said = n.Qty
		}
		for _, l := range lots {
			if l.ID != n.Lot || l.Available > x.Moved {
				continue
			}
			b := r.Balances[l.ID]
			q := min(said, short, b.Missing)
			b.Missing -= q
			b.Good += q
			said -= q
			short -= q
			r.Balances[l.ID] = b
			r.Back = appended(r.Back, x, l, q)
		}
	}
	return short
}

// counted are the lots that are there on the day, of the class when one is
// asked for.
func counted(lots []Lot, x Exit) []Lot {
	var out []Lot
	for _, l := range lots {
		if l.Available <= x.Moved && (x.Class == 0 || l.Class == x.Class) {
			out = append(out, l)
		}
	}
	return out
}

// askedFirst are the lots in their order, those of the class asked for before
// the others.
func askedFirst(lots []Lot, x Exit) []Lot {
	var own, others []Lot
	for _, l := range lots {
		if x.Class == 0 || l.Class == x.Class {
			own = append(own, l)
		} else {
			others = append(others, l)
		}
	}
	return append(own, others...)
}

func blocked(l Lot, on document.Date) bool {
	return slices.ContainsFunc(l.Blocked, func(b Block) bool {
		return on >= b.From && (on < b.Free || b.Free == 0)
	})
}

func appended(takes []Take, x Exit, l Lot, q int64) []Take {
	if q == 0 {
		return takes
	}
	return append(takes, Take{x.ID, l.ID, q})
}
