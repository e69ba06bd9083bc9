package ledger

import (
	"encoding/json"
	"fmt"
)

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
	if s.inPages = u.small(); s.inPages > 0 {
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
	s.n = s.inPages + s.inLeaves
	for i := range s.tail {
		s.n += s.tail[i].n
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
			if _, err := s.index(s.pages[i].id, s.pages[i].n); err != nil {
				return err
			}
		}
	}
	return nil
}
