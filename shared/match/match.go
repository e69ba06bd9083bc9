// Package match is PEPS (first in, first out) as the inventory control of
// temporary imports asks for it: each exit takes first the lots it names
// itself, then the oldest available ones (Anexo 24; design, Matching).
//
// Example: a lot of 10 of 2 March and one of 5 of 9 March, an exit of 12 on
// 20 March: 10 from the first, 2 from the second.
//
// The package is pure arithmetic over arrays. It reserves nothing for later
// exits, never takes a lot that is available after the exit, never takes an
// expired lot silently, and leaves what finds no lot as a remainder: it knows
// neither documents nor reasons. A State can go on from where it stands, and
// taking back the takes after a point gives the state at that point: an exit
// in the present costs what it takes.
package match

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// Lot is an entry as PEPS sees it. Lots come sorted by (Available,
// pedimento, partida).
type Lot struct {
	Qty       quantity.Micros
	Available document.Date
	Due       document.Date   // zero: no due date
	Blocks    []Block         // when a person kept it from being taken
	Waste     quantity.Micros // desperdicio it comes with, beside Qty
	Class     int32           // which part of a family of substitutes; zero: no family
	NamedOnly bool            // fixed assets: discharged only when named
}

// Block is a time a person keeps a lot from being taken.
type Block struct {
	From document.Date
	To   document.Date // first day it is free again; zero: still blocked
}

// blocked reports whether a person keeps the lot from being taken on a day.
func (l *Lot) blocked(on document.Date) bool {
	for _, b := range l.Blocks {
		if on >= b.From && (b.To == 0 || on < b.To) {
			return true
		}
	}
	return false
}

// Role is what an exit does to the quantity it takes.
type Role uint8

// The roles, in the order of exits of one line.
const (
	Out       Role = iota // good stock leaves: a descargo
	ToWaste               // good stock becomes desperdicio of its lot
	Act                   // desperdicio leaves: a descargo
	ToMissing             // good stock is missing: theft, loss
	Found                 // what was missing is good stock again: of the lots it names, else newest first
	Count                 // a physical count: good stock becomes Qty, by ToMissing or Found
)

// Exit is a departure as PEPS sees it. Exits come sorted by (Moved,
// pedimento, partida, line).
type Exit struct {
	Qty           quantity.Micros
	Moved         document.Date
	NamedFrom     int32 // first of its names in Input.Names
	NamedTo       int32 // one past the last
	Class         int32 // the part it asks for first; zero: any
	Role          Role
	TakesExpired  bool // A3, or a recorded decision: takes what has expired
	LeavesExpired bool // a recorded decision: passes over what has expired
	NamedOnly     bool // nothing beyond what it names
	Hold          bool // not matched at all: no BOM and no part evidence
	Decided       bool // Input.Late says of single lots what it does with them
}

// Late is a recorded decision about one lot that an exit finds expired: it
// counts before what the exit does with expired lots in general.
type Late struct {
	Exit, Lot int32
	Takes     bool // else it passes over it
}

// Name is one specific identification: a lot an exit names, and how much. A
// document that names a whole pedimento names its lots in PEPS order: the
// first with the quantity, the others with More, sharing what is left of it.
type Name struct {
	Lot  int32
	Qty  quantity.Micros
	More bool
}

// Take is one descargo, one change of state, one held quantity, or the end of
// one.
type Take struct {
	Exit, Lot int32
	Qty       quantity.Micros
	Basis     Basis
}

// Basis says why an exit and a lot met.
type Basis uint8

// The bases.
const (
	Named Basis = iota + 1 // the exit names the lot (record 512, or directed)
	PEPS                   // oldest available
	Held                   // PEPS reached an expired lot: no descargo, a decision is due
	Back                   // a quantity given back: Found, or a count that finds more
	Freed                  // what the take before took was held for an earlier exit: it is held no more
)

// Input is one material.
type Input struct {
	Lots  []Lot
	Exits []Exit
	Names []Name
	Late  []Late // in the order of exits, then lots
}

// Output is what Run writes into; give the same one again to reuse its memory.
type Output struct {
	Takes []Take
	Short []quantity.Micros // per exit: what found no lot; of a count: what it finds too much
	State
}

// Run matches one material. It allocates only when out is too small.
func Run(in Input, out *Output) {
	out.Takes = out.Takes[:0]
	out.Short = resize(out.Short, len(in.Exits))
	out.Reset(in.Lots)
	for e := range in.Exits {
		out.Takes, out.Short[e] = out.Step(&in, int32(e), out.Takes)
	}
}

func resize(s []quantity.Micros, n int) []quantity.Micros {
	if cap(s) < n {
		return make([]quantity.Micros, n)
	}
	return s[:n]
}
