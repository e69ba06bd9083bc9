package ledger

import (
	"errors"
	"fmt"
	"sync"
)

// weaver reads the segments of one book and collects the new ones.
type weaver struct {
	fetch  Fetch
	known  map[SegmentID]bool // named by the generation before, or new already
	fresh  []Segment
	pieces []entry // the segments items were read from, by source
}

func newWeaver(fetch Fetch) *weaver { return &weaver{fetch: fetch, known: map[SegmentID]bool{}} }

// emit names a segment, and keeps it when it is new.
func (w *weaver) emit(b []byte) SegmentID {
	id := SegmentIDOf(b)
	if !w.known[id] {
		w.known[id] = true
		w.fresh = append(w.fresh, Segment{id, b})
	}
	return id
}

// load reads segments and holds each against its name.
func (w *weaver) load(ids []SegmentID) ([][]byte, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := w.fetch(ids)
	if err != nil {
		return nil, err
	}
	if len(list) != len(ids) {
		return nil, fmt.Errorf("%w: %d segments of %d", ErrPacked, len(list), len(ids))
	}
	for i, id := range ids {
		if SegmentIDOf(list[i]) != id {
			return nil, fmt.Errorf("%w: segment %s has other bytes", ErrPacked, id)
		}
		w.known[id] = true
	}
	return list, nil
}

// read reads the items of some pieces in a row.
func (w *weaver) read(list []entry, kind func() items, takes bool) (items, error) {
	jobs, err := w.jobs(list, takes)
	if err != nil {
		return nil, err
	}
	n := 0
	for i := range list {
		n += list[i].n
	}
	out := kind()
	out.grow(n)
	for _, j := range jobs {
		if j.e.inline == nil {
			out.from(j.at, j.e.n, int32(len(w.pieces))) //nolint:gosec // segments of one material
			w.pieces = append(w.pieces, *j.e)
		}
	}
	if err := together(jobs, func(j *job) error { return out.place(j.at, j.e.n, j.items) }); err != nil {
		return nil, err
	}
	for i := range jobs {
		if err := out.took(jobs[i].e.n, jobs[i].takes); err != nil {
			return nil, fmt.Errorf("segment %s: %w", jobs[i].e.takes, err)
		}
	}
	return out, nil
}

// jobs loads the bytes of some pieces in a row.
func (w *weaver) jobs(list []entry, takes bool) ([]job, error) {
	var ids []SegmentID
	for i := range list {
		if list[i].inline == nil {
			ids = append(ids, list[i].id)
			if takes {
				ids = append(ids, list[i].takes)
			}
		}
	}
	loaded, err := w.load(ids)
	if err != nil {
		return nil, err
	}
	k, at := 0, 0
	next := func() []byte {
		k++
		return loaded[k-1]
	}
	jobs := make([]job, 0, len(list))
	for i := range list {
		j := job{e: &list[i], at: at}
		switch {
		case j.e.inline != nil:
			j.items, j.takes = j.e.inline.items, j.e.inline.takes
		case takes:
			j.items, j.takes = next(), next()
		default:
			j.items = next()
		}
		if j.e.n > len(j.items)/minExit {
			return nil, fmt.Errorf("%w: %d bytes of %d items", ErrPacked, len(j.items), j.e.n)
		}
		at += j.e.n
		jobs = append(jobs, j)
	}
	return jobs, nil
}

// job is one piece to be read to a place.
type job struct {
	e            *entry
	at           int
	items, takes []byte
}

// together reads pieces on several cores when there are many: a late fact
// reads all that came after it.
func together(jobs []job, fn func(*job) error) error {
	const workers, enough = 4, 8
	if len(jobs) < enough {
		for i := range jobs {
			if err := fn(&jobs[i]); err != nil {
				return fmt.Errorf("segment %s: %w", jobs[i].e.id, err)
			}
		}
		return nil
	}
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for k := range workers {
		wg.Go(func() {
			for i := k; i < len(jobs) && errs[k] == nil; i += workers {
				errs[k] = fn(&jobs[i])
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// segment writes the items from i up to j, unless they are one that was read.
func (w *weaver) segment(x items, i, j int, level uint8, takes bool) entry {
	e := entry{n: j - i, last: x.date(j - 1), level: level}
	if k := unchanged(x, i, j); k >= 0 && w.pieces[k].n == e.n {
		e.id = w.pieces[k].id
	} else {
		e.id = w.emit(x.pack(i, j))
	}
	if takes {
		var b []byte
		b, e.nTakes = x.packTakes(i, j)
		e.takes = w.emit(b)
	}
	return e
}

// unchanged is the segment that all items from i up to j were read from, -1
// when there is no such one.
func unchanged(x items, i, j int) int32 {
	k := x.source(i)
	for i++; i < j && k >= 0; i++ {
		if x.source(i) != k {
			return -1
		}
	}
	return k
}
