package ledger

import (
	"encoding/binary"
	"fmt"
	"slices"

	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// outcome is what some exits in a row took: takes of exit e end at ends[e].
type outcome struct {
	takes []match.Take // Lot is the position in the book; Exit is not used
	ends  []int32
	short []quantity.Micros
}

func outcomeOf(out *match.Output) outcome {
	o := outcome{takes: out.Takes, short: out.Short, ends: make([]int32, len(out.Short))}
	k := 0
	for e := range o.ends {
		for k < len(o.takes) && int(o.takes[k].Exit) == e {
			k++
		}
		o.ends[e] = int32(k)
	}
	return o
}

// of are the takes of one exit.
func (o *outcome) of(e int) []match.Take {
	from := int32(0)
	if e > 0 {
		from = o.ends[e-1]
	}
	return o.takes[from:o.ends[e]]
}

// grow makes room for n exits more, most of which take from one lot.
func (o *outcome) grow(n int) {
	o.takes = slices.Grow(o.takes, n+n/8) //nolint:mnd // some take from two
	o.ends, o.short = slices.Grow(o.ends, n), slices.Grow(o.short, n)
}

// add appends one exit.
func (o *outcome) add(takes []match.Take, short quantity.Micros) {
	o.takes = append(o.takes, takes...)
	o.ends = append(o.ends, int32(len(o.takes))) //nolint:gosec // takes of one material
	o.short = append(o.short, short)
}

// join appends what later exits took.
func (o *outcome) join(later *outcome) {
	for e := range later.ends {
		o.add(later.of(e), later.short[e])
	}
}

// packTakes writes, for each exit, how many takes it has, whether it is short
// and of how much, then its takes: the lot as a step from the one before, with
// the basis, and the quantity.
func (o *outcome) packTakes(i, j int) (b []byte, n int) {
	const perExit = 12
	b = make([]byte, 2, 2+perExit*(j-i))
	b[0], b[1] = versionOf(packTakes), packTakes
	lot := int64(0)
	for e := i; e < j; e++ {
		takes, isShort := o.of(e), uint64(0)
		if o.short[e] != 0 {
			isShort = 1
		}
		b = binary.AppendUvarint(b, uint64(len(takes))<<1|isShort)
		if isShort == 1 {
			b = binary.AppendVarint(b, int64(o.short[e]))
		}
		for _, t := range takes {
			step := int64(t.Lot) - lot
			lot = int64(t.Lot)
			zigzag := uint64(step<<1) ^ uint64(step>>63) //nolint:gosec // how a signed number becomes a small one
			b = binary.AppendUvarint(b, zigzag<<basisBits|uint64(t.Basis-match.Named))
			b = binary.AppendVarint(b, int64(t.Qty))
		}
		n += len(takes)
	}
	return b, n
}

// took reads what the next n exits took.
func (o *outcome) took(n int, takes []byte) error {
	t := newUnpacker(packTakes, takes)
	lot := int64(0)
	for range n {
		head := t.uint()
		short := quantity.Micros(0)
		if head&1 != 0 {
			short = t.micros()
		}
		if head>>1 > uint64(t.left()) { //nolint:gosec // a length
			t.fail()
		}
		for k := uint64(0); k < head>>1 && t.err == nil; k++ {
			step := t.uint()
			basis := match.Basis(step&(1<<basisBits-1)) + match.Named
			step >>= basisBits
			lot += int64(step>>1) ^ -int64(step&1)
			if lot < 0 || lot > 1<<30 || basis > match.Freed {
				t.fail()
				break
			}
			o.takes = append(o.takes, match.Take{Lot: int32(lot), Qty: t.micros(), Basis: basis})
		}
		o.add(nil, short)
	}
	if err := t.end(); err != nil {
		return fmt.Errorf("takes: %w", err)
	}
	return nil
}
