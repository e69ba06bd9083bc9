package ledger

import (
	"fmt"
	"strings"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
)

// room is memory to read and match one material in. A plant has tens of
// thousands of them, and what is made of each is bytes alone: the next one
// uses the same memory.
type room struct {
	moves Movements
	in    match.Input
	out   match.Output
	u     unpacker
}

//nolint:gochecknoglobals // a pool keeps memory, no state
var rooms = sync.Pool{New: func() any { return &room{} }}

// EvaluateRows is EvaluateSegments of packed movements, as stores keep them.
func EvaluateRows(rfc string, m Material, rows [][]byte, policy Policy, catalogVersion document.Hash, prev []byte, fetch Fetch) (*Generation, error) {
	r := rooms.Get().(*room) //nolint:forcetypeassert // the pool holds nothing else
	defer r.keep()
	if err := r.read(rows); err != nil {
		return nil, fmt.Errorf("%w: movements: %w", ErrPacked, err)
	}
	return r.moves.assemble(rfc, m, policy, catalogVersion).segments(&r.in, &r.out, prev, fetch)
}

// keep gives the memory to the next material.
func (r *room) keep() {
	const most = 1 << 16 // exits: a larger room would stay with small materials
	if cap(r.moves.Lots)+cap(r.moves.Exits) <= most {
		rooms.Put(r)
	}
}

// read unpacks every row into one list; the texts of all are parts of one.
func (r *room) read(rows [][]byte) error {
	size := 0
	for _, b := range rows {
		size += len(b)
	}
	var all strings.Builder
	all.Grow(size)
	for _, b := range rows {
		all.Write(b)
	}
	r.moves = Movements{Lots: r.moves.Lots[:0], Exits: r.moves.Exits[:0]}
	at := 0
	for _, b := range rows {
		r.u.begin(packMovements, b)
		r.u.whole = all.String()[at : at+len(b)]
		at += len(b)
		r.u.movements(&r.moves)
		if err := r.u.end(); err != nil {
			return err
		}
	}
	if r.moves.Lots == nil {
		r.moves.Lots = []Lot{}
	}
	if r.moves.Exits == nil {
		r.moves.Exits = []Exit{}
	}
	return nil
}
