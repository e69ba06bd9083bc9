package ledger

import (
	"cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
)

// packedExits are exits in their order, with what they took, most of which
// stay packed: a late fact matches every exit after it again, and changes what
// few of them say.
type packedExits struct {
	policy Policy
	list   []packedExit
	outcome
	sources []int32
}

// packedExit is what the matcher, the index and the order look at.
type packedExit struct {
	in    match.Exit // but for the lots it names and the number of its part
	cut   uint8      // its level
	told  byte       // what its bytes leave out
	at    int        // where what it has for itself stands in from
	from  *unpacker
	head  *Exit // what it shares with those before it
	whole *Exit // one that names lots, one that a change brings, one that was asked for
}

// exit is all of it. The bytes were read before, so that no error is possible.
func (p *packedExit) exit() *Exit {
	if p.whole == nil {
		x := *p.head
		known := len(p.from.texts) // all of the segment: reading one again adds those it brought
		p.from.at = p.at
		p.from.exitRest(&x, p.told)
		p.from.texts = p.from.texts[:known]
		p.whole = &x
	}
	return p.whole
}

// packedOrder is exitOrder; most exits differ in their day.
func packedOrder(a, b *packedExit) int {
	if c := cmp.Compare(a.in.Moved, b.in.Moved); c != 0 {
		return c
	}
	return exitOrder(a.exit(), b.exit())
}

// wrap makes the same of exits.
func (x *packedExits) wrap(list []Exit) []packedExit {
	out := make([]packedExit, len(list))
	for i := range list {
		out[i] = packedExit{in: list[i].input(x.policy), cut: levelOf(list[i].ID), whole: &list[i]}
	}
	return out
}

func (x *packedExits) len() int                 { return len(x.list) }
func (x *packedExits) date(i int) document.Date { return x.list[i].in.Moved }
func (x *packedExits) level(i int) uint8        { return x.list[i].cut }

func (x *packedExits) pack(i, j int) []byte {
	p := newPacker(packExits, 32*(j-i))
	p.uint(uint64(j - i)) //nolint:gosec // a count
	for k := i; k < j; k++ {
		p.exit(x.list[k].exit())
	}
	return p.done()
}

func (x *packedExits) grow(n int) {
	x.outcome.grow(n)
	x.sources = fill(x.sources, len(x.list)+n)
	x.list = append(make([]packedExit, 0, len(x.list)+n+spare), x.list...)[:len(x.list)+n]
}

func (x *packedExits) place(i, n int, b []byte) error {
	u := newItemUnpacker(packExits, b)
	if err := u.holds(n, minExit); err != nil {
		return err
	}
	head, one := noExit(), Exit{}
	shared, again := &head, false
	for k := range n {
		p := &x.list[i+k]
		if p.told = u.byte(); p.told&sameHead == 0 {
			head := *shared
			u.exitHead(&head)
			shared = &head
		}
		p.at, p.from, p.head = u.at, u, shared
		if again && p.told&sameHead != 0 { // what it has for itself is read anew
			one.MovedAt, one.Cantidades, one.NamedFecha = shared.MovedAt, 0, 0
		} else {
			one = *shared
		}
		u.exitRest(&one, p.told)
		again = p.told&more == 0
		p.in, p.cut = one.input(x.policy), levelOf(one.ID)
		if one.identifies() || len(one.Vencidos) > 0 {
			whole := one
			p.whole = &whole
		}
	}
	return u.end()
}

func (x *packedExits) source(i int) int32 { return sourceOf(x.sources, i) }
func (x *packedExits) from(i, n int, source int32) {
	for k := range n {
		x.sources[i+k] = source
	}
}

func (x *packedExits) join(later items) {
	y := later.(*packedExits) //nolint:forcetypeassert // a spine has one kind
	x.sources = append(fill(x.sources, len(x.list)), fill(y.sources, len(y.list))...)
	x.list = append(x.list, y.list...)
	x.outcome.join(&y.outcome)
}
