package desk

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"fmt"
	"io"
	"slices"
	"sync"
)

// inSegment is how many rows are squeezed together: a page of fifty opens one or
// two segments.
const inSegment = 256

// packed are many rows of which a page shows few. They are held squeezed, and
// opened a segment at a time.
type packed[T any] struct {
	Len      int
	Segments [][]byte

	mu   sync.Mutex
	open []segment[T] // the last ones that were looked at, the latest first
}

// segment is one that is open.
type segment[T any] struct {
	n    int
	rows []T
}

// maxOpenSegments are kept open: those of several people who look at once.
const maxOpenSegments = 8

// pack squeezes rows.
func pack[T any](rows []T) (*packed[T], error) {
	p := &packed[T]{Len: len(rows)}
	for part := range slices.Chunk(rows, inSegment) {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.BestSpeed)
		if err != nil {
			return nil, fmt.Errorf("pack rows: %w", err)
		}
		if err := gob.NewEncoder(w).Encode(part); err != nil {
			return nil, fmt.Errorf("pack rows: %w", err)
		}
		if err := w.Close(); err != nil {
			return nil, fmt.Errorf("pack rows: %w", err)
		}
		p.Segments = append(p.Segments, b.Bytes())
	}
	return p, nil
}

// maxSegment bounds what one segment may open to.
const maxSegment = 64 << 20

// at is one row.
func (p *packed[T]) at(i int) *T {
	n := i / inSegment
	p.mu.Lock()
	defer p.mu.Unlock()
	at := slices.IndexFunc(p.open, func(s segment[T]) bool { return s.n == n })
	if at < 0 {
		var rows []T
		from := io.LimitReader(flate.NewReader(bytes.NewReader(p.Segments[n])), maxSegment)
		if err := gob.NewDecoder(from).Decode(&rows); err != nil {
			panic(fmt.Errorf("segment %d: %w", n+1, err)) // what is kept was opened whole when it was taken out
		}
		p.open = append(p.open[:min(len(p.open), maxOpenSegments-1)], segment[T]{n, rows})
		at = len(p.open) - 1
	}
	found := p.open[at]
	copy(p.open[1:at+1], p.open[:at]) // what was looked at longest ago goes first
	p.open[0] = found
	return &found.rows[i%inSegment]
}

// whole reports that every segment opens to the rows it should hold.
func (p *packed[T]) whole() (err error) {
	if len(p.Segments) != (p.Len+inSegment-1)/inSegment {
		return fmt.Errorf("%w: %d rows in %d segments", errKept, p.Len, len(p.Segments))
	}
	for i, b := range p.Segments {
		var open []T
		if err := gob.NewDecoder(io.LimitReader(flate.NewReader(bytes.NewReader(b)), maxSegment)).Decode(&open); err != nil {
			return fmt.Errorf("%w: segment %d: %w", errKept, i+1, err)
		}
		if want := min(inSegment, p.Len-i*inSegment); len(open) != want {
			return fmt.Errorf("%w: segment %d has %d rows", errKept, i+1, len(open))
		}
	}
	return nil
}
