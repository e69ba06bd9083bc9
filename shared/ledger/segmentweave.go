package ledger

import (
	"encoding/json"
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
	for i, b := range list {
		if SegmentIDOf(b) != ids[i] {
			return nil, fmt.Errorf("%w: segment %s has other bytes", ErrPacked, ids[i])
		}
		w.known[ids[i]] = true
	}
	return list, nil
}

// read reads the items of some pieces in a row.
func (w *weaver) read(list []entry, kind func() items, takes bool) (items, error) {
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
	jobs, at := make([]job, 0, len(list)), 0
	for i := range list {
		e := &list[i]
		j := job{e: e, at: at}
		if e.inline != nil {
			j.items, j.takes = e.inline.items, e.inline.takes
		} else {
			j.items, loaded = loaded[0], loaded[1:]
			if takes {
				j.takes, loaded = loaded[0], loaded[1:]
			}
		}
		if e.n > len(j.items)/minExit {
			return nil, fmt.Errorf("%w: %d bytes of %d items", ErrPacked, len(j.items), e.n)
		}
		at += e.n
		jobs = append(jobs, j)
	}
	out := kind()
	out.grow(at)
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

// manifest is what a generation is made of.
type manifest struct {
	rfc, engine, catalog string
	policy               Policy
	material             Material
	lots, exits          spine
	states               runs
	avisos               []Finding
}

// inlineLimit is how long a part may be to stand in the manifest itself.
const inlineLimit = 700

// finish writes the manifest.
func (w *weaver) finish(man *manifest, takes int) (*Generation, error) {
	policy, err := json.Marshal(man.policy)
	if err != nil {
		return nil, fmt.Errorf("policy: %w", err)
	}
	p := newPacker(packManifest, 2048)
	for _, s := range []string{man.rfc, man.engine, man.catalog, string(policy)} {
		p.text(s)
	}
	p.material(man.material)
	w.spine(p, &man.lots)
	w.spine(p, &man.exits)
	w.states(p, man.states)
	var avisos []byte
	if len(man.avisos) > 0 {
		if avisos, err = json.Marshal(man.avisos); err != nil {
			return nil, fmt.Errorf("avisos: %w", err)
		}
	}
	w.part(p, avisos)
	return &Generation{Manifest: p.done(), Segments: w.fresh, Takes: takes}, nil
}

// part writes bytes, or the name of the segment that holds them.
func (w *weaver) part(p *packer, b []byte) {
	if len(b) <= inlineLimit {
		p.uint(uint64(len(b)) << 1)
		p.b = append(p.b, b...)
		return
	}
	p.uint(1)
	id := w.emit(b)
	p.b = append(p.b, id[:]...)
}

func (w *weaver) readPart(u *unpacker) ([]byte, error) {
	head := u.uint()
	if head&1 == 0 {
		return u.take(head >> 1), u.err
	}
	var id SegmentID
	copy(id[:], u.take(uint64(len(id))))
	if u.err != nil {
		return nil, u.err
	}
	b, err := w.load([]SegmentID{id})
	if err != nil {
		return nil, err
	}
	return b[0], nil
}

func (w *weaver) spine(p *packer, s *spine) {
	p.uint(uint64(s.n)) //nolint:gosec // a count
	for _, list := range []struct {
		n    int
		id   *SegmentID
		read []entry
	}{{s.inPages, &s.pagesID, s.pages}, {s.inLeaves, &s.leavesID, s.leaves}} {
		p.uint(uint64(list.n)) //nolint:gosec // a count
		if list.n == 0 {
			continue
		}
		if list.read != nil {
			*list.id = w.emit(packIndex(list.read, s.takes))
		}
		p.b = append(p.b, list.id[:]...)
	}
	tail, last := s.tail, (*entry)(nil)
	if k := len(tail); k > 0 && tail[k-1].inline != nil {
		tail, last = tail[:k-1], &tail[k-1]
	}
	p.entries(tail, s.takes)
	if last == nil {
		p.uint(0)
		return
	}
	p.uint(uint64(last.n)) //nolint:gosec // a count
	p.date(last.last)
	w.part(p, last.inline.items)
	if s.takes {
		p.uint(uint64(last.nTakes)) //nolint:gosec // a count
		w.part(p, last.inline.takes)
	}
}

func (w *weaver) readSpine(u *unpacker, s *spine) error {
	s.w, s.n, s.inPages = w, u.small(), u.small()
	if s.inPages > 0 {
		copy(s.pagesID[:], u.take(uint64(len(s.pagesID))))
		w.known[s.pagesID] = true
	}
	if s.inLeaves = u.small(); s.inLeaves > 0 {
		copy(s.leavesID[:], u.take(uint64(len(s.leavesID))))
		w.known[s.leavesID] = true
	}
	s.tail = w.entries(u, s.takes)
	if n := u.small(); n > 0 {
		e := entry{n: n, last: u.date(), inline: &rest{}}
		var err error
		if e.inline.items, err = w.readPart(u); err != nil {
			return err
		}
		if s.takes {
			e.nTakes = u.small()
			if e.inline.takes, err = w.readPart(u); err != nil {
				return err
			}
		}
		s.tail = append(s.tail, e)
	}
	return u.err
}

// open reads a manifest; the segments it names are read when they are needed.
func (w *weaver) open(b []byte) (*manifest, error) {
	u := newUnpacker(packManifest, b)
	man := &manifest{rfc: u.text(), engine: u.text(), catalog: u.text()}
	policy := u.text()
	man.material = u.material()
	if u.err != nil {
		return nil, u.err
	}
	if err := json.Unmarshal([]byte(policy), &man.policy); err != nil {
		return nil, fmt.Errorf("%w: policy: %w", ErrPacked, err)
	}
	man.spines(w)
	if err := w.readSpine(u, &man.lots); err != nil {
		return nil, err
	}
	if err := w.readSpine(u, &man.exits); err != nil {
		return nil, err
	}
	var err error
	if man.states, err = w.readStates(u, man.lots.n); err != nil {
		return nil, err
	}
	avisos, err := w.readPart(u)
	if err != nil {
		return nil, err
	}
	if len(avisos) > 0 {
		if err := json.Unmarshal(avisos, &man.avisos); err != nil {
			return nil, fmt.Errorf("%w: avisos: %w", ErrPacked, err)
		}
	}
	return man, u.end()
}

func (man *manifest) spines(w *weaver) {
	man.lots = spine{w: w, kind: func() items { return &lotItems{} }}
	man.exits = spine{w: w, kind: func() items { return &exitItems{} }, takes: true}
}

// readable reports whether a manifest is of this version at all.
func readable(b []byte) bool {
	return len(b) > 1 && b[0] == versionOf(packManifest) && b[1] == packManifest
}

// recall learns what a generation names, so that none of it is written again.
func (w *weaver) recall(prev []byte) error {
	man, err := w.open(prev)
	if err != nil {
		return err
	}
	for _, s := range []*spine{&man.lots, &man.exits} {
		if err := s.readLeaves(); err != nil {
			return err
		}
		if err := s.readPages(); err != nil {
			return err
		}
		for i := range s.pages {
			if _, err := s.index(s.pages[i].id); err != nil {
				return err
			}
		}
	}
	return nil
}
