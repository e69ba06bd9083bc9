package ledger

import (
	"fmt"
	"math"
	"slices"

	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// match takes back what the undone exits took and steps through those that
// now stand there.
func (a *advance) match() (takes int, err error) {
	before, err := a.before()
	if err != nil {
		return 0, err
	}
	b, now := a.begin(before)
	var in match.Input
	a.input(b, &in)
	now.state.Resume(in.Lots)
	var got []match.Take
	for e := range in.Exits {
		var short quantity.Micros
		got, short = now.state.Step(&in, int32(e), got[:0])
		for i := range got {
			got[i].Lot = now.at[got[i].Lot]
		}
		a.exits.add(got, short)
		takes += len(got)
	}
	was := a.man.states
	a.states(b, now)
	a.past = a.replaced(before, was)
	return takes, nil
}

// input packs the lots of b, and the exits that now stand after the change.
func (a *advance) input(b *Book, in *match.Input) {
	list := a.exits.list[a.keep:]
	if a.man.material.Kind == KindFamilia { // lots and exits number their parts together
		for i := range list {
			b.Exits = append(b.Exits, *list[i].exit())
		}
		b.input(in, b.Policy)
		return
	}
	bySuffix := b.inputLots(in, nil)
	in.Exits = make([]match.Exit, len(list))
	for e := range list {
		in.Exits[e] = list[e].in
		if x := list[e].whole; x != nil {
			b.inputNames(in, e, x, bySuffix)
		}
	}
}

// standing are some lots of the book between two exits: their positions
// before the change, and what is left of them.
type standing struct {
	at    []int32
	lots  []Lot
	state match.State
}

// before is what stood when the first exit that changes came: what stands at
// the end, with the takes since then taken back. Lots used up before are left
// out. Nothing is read when nothing will be taken.
func (a *advance) before() (*standing, error) {
	st := &standing{}
	if len(a.undone.takes) == 0 && !a.takesAny() {
		return st, nil
	}
	place, first, err := a.touched(st)
	if err != nil {
		return nil, err
	}
	if err := a.read(st); err != nil {
		return nil, err
	}
	c := cursor{v: a.man.states}
	for i, p := range st.at {
		s := c.run(int(p)).of(st.lots[i].Cantidad)
		st.set(s)
	}
	kernel := make([]match.Lot, len(st.lots))
	st.state.Resume(kernel)
	for e := range slices.Backward(a.undone.ends) {
		for _, t := range slices.Backward(a.undone.of(e)) {
			t.Lot = place[t.Lot-first]
			st.state.Undo(kernel, a.roles[e], t)
		}
	}
	return st, nil
}

// touched finds the lots that are not used up, and those the undone exits took:
// the place of each among them, by its position from the first of them on.
func (a *advance) touched(st *standing) (place []int32, first int32, err error) {
	end, first := int32(0), int32(math.MaxInt32)
	for _, r := range a.man.states {
		if r.kind != closed {
			first = min(first, end)
		}
		end += int32(r.n) //nolint:gosec // lots of one material
	}
	for _, t := range a.undone.takes {
		if t.Lot >= end {
			return nil, 0, fmt.Errorf("%w: a take of lot %d of %d", ErrPacked, t.Lot, end)
		}
		first = min(first, t.Lot)
	}
	if first > end {
		return nil, 0, nil
	}
	place = make([]int32, end-first) // whether it is one, then where it is
	pos := int32(0)
	for _, r := range a.man.states {
		for p := pos; r.kind != closed && p < pos+int32(r.n); p++ { //nolint:gosec // same
			place[p-first] = 1
		}
		pos += int32(r.n) //nolint:gosec // same
	}
	for _, t := range a.undone.takes {
		place[t.Lot-first] = 1
	}
	for i, is := range place {
		if place[i] = int32(len(st.at)); is != 0 { //nolint:gosec // same
			st.at = append(st.at, first+int32(i))
		}
	}
	return place, first, nil
}

func (st *standing) set(s lotState) {
	st.state.Left, st.state.Waste = append(st.state.Left, s.left), append(st.state.Waste, s.waste)
	st.state.Missing, st.state.Held = append(st.state.Missing, s.missing), append(st.state.Held, s.held)
}

// of is the state of the i-th lot.
func (st *standing) of(i int) lotState {
	s := &st.state
	return lotState{s.Left[i], s.Waste[i], s.Missing[i], s.Held[i]}
}

// takesAny reports whether an exit that now stands after the change is
// matched at all, be it that it takes the lots it identifies alone.
func (a *advance) takesAny() bool {
	return slices.ContainsFunc(a.exits.list[a.keep:], func(p packedExit) bool { return !p.in.Hold || p.whole != nil && p.whole.identifies() })
}

// read finds the lots at some positions: in what was taken off, or in their
// segments.
func (a *advance) read(st *standing) error {
	var kept []int
	for _, p := range st.at {
		if int(p) < a.firstLot {
			kept = append(kept, int(p))
		}
	}
	got, starts, err := a.man.lots.at(kept)
	if err != nil {
		return err
	}
	lots := got.(*lotItems).lots //nolint:forcetypeassert // the spine of lots
	st.lots = make([]Lot, 0, len(st.at))
	k := 0
	for _, p := range kept {
		for k+1 < len(starts) && starts[k+1].first <= p {
			k++
		}
		st.lots = append(st.lots, lots[starts[k].at+p-starts[k].first])
	}
	for _, p := range st.at[len(kept):] {
		st.lots = append(st.lots, a.was[int(p)-a.firstLot])
	}
	return nil
}

// begin puts the lots that now stand there in their order, with what is left
// of them and their positions after the change.
func (a *advance) begin(st *standing) (b *Book, now *standing) {
	b, now = a.man.book(), &standing{}
	b.Lots = make([]Lot, 0, len(st.at)+len(a.d.addLots))
	i := 0
	put := func(l *Lot, pos int, s lotState) {
		now.at, b.Lots = append(now.at, int32(pos)), append(b.Lots, *l) //nolint:gosec // lots of one material
		now.set(s)
	}
	for ; i < len(st.at) && int(st.at[i]) < a.firstLot; i++ {
		put(&st.lots[i], int(st.at[i]), st.of(i))
	}
	for k, place := range a.places {
		l := &a.lots.lots[k]
		if place < 0 {
			put(l, a.firstLot+k, lotState{left: l.Bueno(), waste: l.Desperdicio})
			continue
		}
		for i < len(st.at) && st.at[i] < place {
			i++ // removed
		}
		if i < len(st.at) && st.at[i] == place {
			put(l, a.firstLot+k, st.of(i))
		}
	}
	return b, now
}

// states are those of all lots after the change: what was matched, and for
// the others what they were.
func (a *advance) states(b *Book, now *standing) {
	c := cursor{v: a.man.states}
	var out runs
	i, pos := 0, 0
	for ; i < len(now.at) && int(now.at[i]) < a.firstLot; i++ {
		c.copy(&out, pos, int(now.at[i]))
		out.add(now.of(i), b.Lots[i].Cantidad)
		pos = int(now.at[i]) + 1
	}
	c.copy(&out, pos, a.firstLot)
	for k, place := range a.places {
		if i < len(now.at) && int(now.at[i]) == a.firstLot+k {
			out.add(now.of(i), b.Lots[i].Cantidad)
			i++
			continue
		}
		c.copy(&out, int(place), int(place)+1)
	}
	a.man.states = out
}

// cursor walks runs forward.
type cursor struct {
	v    runs
	i    int
	base int // position of the first lot of v[i]
}

// run is the run of a position; positions must not go back.
func (c *cursor) run(p int) *stateRun {
	for c.base+c.v[c.i].n <= p {
		c.base += c.v[c.i].n
		c.i++
	}
	return &c.v[c.i]
}

func (c *cursor) copy(to *runs, from, until int) {
	for from < until {
		r := *c.run(from)
		r.n = min(c.base+r.n, until) - from
		to.extend(r)
		from += r.n
	}
}
