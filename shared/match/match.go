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
// neither documents nor reasons.
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
	Due       document.Date // zero: no due date
	NamedOnly bool          // fixed assets: discharged only when named
}

// Exit is a departure as PEPS sees it. Exits come sorted by (Moved,
// pedimento, partida, line).
type Exit struct {
	Qty          quantity.Micros
	Moved        document.Date
	NamedFrom    int32 // first of its names in Input.Names
	NamedTo      int32 // one past the last
	TakesExpired bool  // A3: regularisation of what has expired
	NamedOnly    bool  // nothing beyond what it names
	Hold         bool  // not matched at all: no BOM and no part evidence
}

// Name is one specific identification: a lot an exit names, and how much. A
// document that names a whole pedimento names its lots in PEPS order: the
// first with the quantity, the others with More, sharing what is left of it.
type Name struct {
	Lot  int32
	Qty  quantity.Micros
	More bool
}

// Take is one descargo, or one held quantity.
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
)

// Input is one material.
type Input struct {
	Lots  []Lot
	Exits []Exit
	Names []Name
}

// Output is what Run writes into; give the same one again to reuse its memory.
type Output struct {
	Takes []Take
	Left  []quantity.Micros // per lot: saldo
	Short []quantity.Micros // per exit: what found no lot
	free  []quantity.Micros // per lot: saldo that PEPS may still reach
}

// Run matches one material. It allocates only when out is too small.
func Run(in Input, out *Output) {
	out.reset(in)
	head := 0
	for e := range in.Exits {
		x := &in.Exits[e]
		out.Short[e] = x.Qty
		if x.Hold {
			continue
		}
		var rest quantity.Micros
		for _, n := range in.Names[x.NamedFrom:x.NamedTo] {
			if !n.More {
				rest = n.Qty
			}
			rest -= out.take(in, int32(e), n.Lot, rest)
		}
		if x.NamedOnly || out.Short[e] == 0 {
			continue
		}
		for head < len(in.Lots) && out.free[head] == 0 {
			head++
		}
		out.peps(in, int32(e), head)
	}
}

func (o *Output) reset(in Input) {
	o.Takes = o.Takes[:0]
	o.Left = resize(o.Left, len(in.Lots))
	o.free = resize(o.free, len(in.Lots))
	o.Short = resize(o.Short, len(in.Exits))
	for i := range in.Lots {
		o.Left[i] = in.Lots[i].Qty
		o.free[i] = in.Lots[i].Qty
		if in.Lots[i].NamedOnly {
			o.free[i] = 0
		}
	}
}

func resize(s []quantity.Micros, n int) []quantity.Micros {
	if cap(s) < n {
		return make([]quantity.Micros, n)
	}
	return s[:n]
}

// take discharges what an exit names, as far as the lot still has it and was
// there: never a lot available after the exit.
func (o *Output) take(in Input, e, lot int32, most quantity.Micros) quantity.Micros {
	if in.Lots[lot].Available > in.Exits[e].Moved {
		return 0
	}
	q := min(most, o.Short[e], o.Left[lot])
	if q == 0 {
		return 0
	}
	o.Left[lot] -= q
	o.free[lot] = min(o.free[lot], o.Left[lot])
	o.Short[e] -= q
	o.Takes = append(o.Takes, Take{e, lot, q, Named})
	return q
}

// peps walks the lots from the oldest with anything free. It works on local
// slices: this loop is what a plant's year of descargos is spent in.
func (o *Output) peps(in Input, e int32, head int) {
	x := &in.Exits[e]
	lots := in.Lots
	free, left, takes, short := o.free[:len(lots)], o.Left[:len(lots)], o.Takes, o.Short[e]
	for i := head; i < len(lots) && short > 0; i++ {
		lot := &lots[i]
		if lot.Available > x.Moved {
			break
		}
		q := min(short, free[i])
		if q == 0 {
			continue
		}
		free[i] -= q
		short -= q
		basis := PEPS
		if lot.Due != 0 && lot.Due < x.Moved && !x.TakesExpired {
			basis = Held
		} else {
			left[i] -= q
		}
		takes = append(takes, Take{e, int32(i), q, basis}) //nolint:gosec // lots of one material
	}
	o.Takes, o.Short[e] = takes, short
}
