package ledger

import (
	"encoding/binary"
	"fmt"

	"example.com/immex/shared/quantity"
)

// lotState is what is left of a lot after the last exit.
type lotState struct{ left, waste, missing, held quantity.Micros }

// stateKind tells most lots apart without a number: under PEPS the old ones
// are used up and the new ones are untouched.
type stateKind uint8

const (
	closed    stateKind = iota // nothing left in any state
	untouched                  // all of it is good stock
	partial                    // in between: the numbers follow
)

// stateRun is a run of lots in the same state; of a partial one, one lot.
type stateRun struct {
	n    int
	kind stateKind
	lotState
}

// of is the state of a lot of the run that brought so much.
func (r *stateRun) of(qty quantity.Micros) lotState {
	if r.kind == untouched {
		return lotState{left: qty}
	}
	return r.lotState
}

// runs are the states of all lots, in their order.
type runs []stateRun

// add appends the state of one lot that brought so much.
func (v *runs) add(s lotState, qty quantity.Micros) {
	switch s {
	case lotState{}:
		v.extend(stateRun{n: 1, kind: closed})
	case lotState{left: qty}:
		v.extend(stateRun{n: 1, kind: untouched})
	default:
		v.extend(stateRun{n: 1, kind: partial, lotState: s})
	}
}

func (v *runs) extend(r stateRun) {
	if k := len(*v); k > 0 && r.kind != partial && (*v)[k-1].kind == r.kind {
		(*v)[k-1].n += r.n
		return
	}
	if r.n > 0 {
		*v = append(*v, r)
	}
}

// statesTogether is how many lots a chunk of states covers, by position: a
// take changes the chunk of its lot and no other.
const statesTogether = 256

// statesInline is how long a chunk may be to stand in the manifest itself.
const statesInline = 48

// The kinds of chunk in the manifest.
const (
	chunksClosed = iota
	chunksUntouched
	chunkInline
	chunkSegment
)

// states writes all runs, chunk by chunk.
func (w *weaver) states(p *packer, v runs) {
	var same, kind uint64 // chunks in a row of one plain kind
	flush := func() {
		if same > 0 {
			p.uint(same<<2 | kind)
			same = 0
		}
	}
	for chunk := range v.chunks() {
		if len(chunk) == 1 && chunk[0].kind != partial {
			if k := uint64(chunk[0].kind); k != kind || same == 0 {
				flush()
				kind = k
			}
			same++
			continue
		}
		flush()
		b := chunk.pack()
		if len(b) <= statesInline {
			p.uint(uint64(len(b))<<2 | chunkInline)
			p.b = append(p.b, b...)
			continue
		}
		p.uint(chunkSegment)
		id := w.emit(b)
		p.b = append(p.b, id[:]...)
	}
	flush()
}

// chunks cuts runs at every multiple of statesTogether.
func (v runs) chunks() func(yield func(runs) bool) {
	return func(yield func(runs) bool) {
		var chunk runs
		room := statesTogether
		for _, r := range v {
			for r.n > 0 {
				part := r
				part.n = min(r.n, room)
				chunk.extend(part)
				r.n -= part.n
				if room -= part.n; room > 0 {
					continue
				}
				if !yield(chunk) {
					return
				}
				chunk, room = nil, statesTogether
			}
		}
		if len(chunk) > 0 {
			yield(chunk)
		}
	}
}

// pack writes the runs of one chunk.
func (v runs) pack() []byte {
	var b []byte
	for _, r := range v {
		if r.kind != partial {
			b = binary.AppendUvarint(b, uint64(r.n)<<2|uint64(r.kind)) //nolint:gosec // a count
			continue
		}
		flags, qs := uint64(0), [4]quantity.Micros{r.left, r.waste, r.missing, r.held}
		for i, q := range qs {
			if q != 0 {
				flags |= 1 << i
			}
		}
		b = binary.AppendUvarint(b, flags<<2|uint64(partial))
		for _, q := range qs {
			if q != 0 {
				b = binary.AppendVarint(b, int64(q))
			}
		}
	}
	return b
}

// readStates reads what states wrote, for n lots.
func (w *weaver) readStates(u *unpacker, n int) (runs, error) {
	var v runs
	for left := n; left > 0 && u.err == nil; {
		head := u.uint()
		switch k := head >> 2; head & 3 {
		case chunksClosed, chunksUntouched:
			if k == 0 || k > uint64(left+statesTogether-1)/statesTogether {
				u.fail()
				break
			}
			m := min(left, int(k)*statesTogether)
			v.extend(stateRun{n: m, kind: stateKind(head & 3)})
			left -= m
		case chunkInline:
			left -= v.unpack(u.take(k), min(left, statesTogether), u)
		case chunkSegment:
			var id SegmentID
			copy(id[:], u.take(uint64(len(id))))
			if u.err != nil {
				return nil, u.err
			}
			b, err := w.load([]SegmentID{id})
			if err != nil {
				return nil, err
			}
			left -= v.unpack(b[0], min(left, statesTogether), u)
		}
	}
	return v, u.err
}

// unpack appends the runs of one chunk, which has n lots.
func (v *runs) unpack(b []byte, n int, u *unpacker) int {
	c := &unpacker{b: b}
	got := 0
	for got < n && c.err == nil {
		head := c.uint()
		r := stateRun{n: int(head >> 2), kind: stateKind(head & 3)}
		switch {
		case r.kind == partial:
			r.n = 1
			for i, q := range []*quantity.Micros{&r.left, &r.waste, &r.missing, &r.held} {
				if head>>2&(1<<i) != 0 {
					*q = c.micros()
				}
			}
		case r.kind > partial || r.n == 0 || head>>2 > uint64(n-got): //nolint:gosec // n is never below got
			c.fail()
		}
		v.extend(r)
		got += r.n
	}
	if err := c.end(); err != nil && u.err == nil {
		u.err = fmt.Errorf("states: %w", err)
	}
	return n
}
