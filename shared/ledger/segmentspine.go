package ledger

import (
	"fmt"

	"example.com/immex/shared/document"
)

// items are lots, or exits with what they took.
type items interface {
	len() int
	date(i int) document.Date
	level(i int) uint8
	// pack writes the items from i up to j, and what they took.
	pack(i, j int) []byte
	packTakes(i, j int) (b []byte, n int)
	// grow makes room for n items more; place reads those of a segment into
	// the room from i on, and may run for several segments at once; took then
	// reads what the next n items took.
	grow(n int)
	place(i, n int, b []byte) error
	took(n int, b []byte) error
	// source is the segment an item was read from, -1 for none.
	source(i int) int32
	from(i, n int, source int32)
	// join appends items that come later.
	join(later items)
}

// spine is the index of a sequence. Its parts are read when they are needed.
type spine struct {
	w     *weaver
	kind  func() items
	takes bool

	pages, leaves []entry
	pagesID       SegmentID
	leavesID      SegmentID
	inPages       int // items of the pages, known before they are read
	inLeaves      int
	tail          []entry // of levels 2 and 1, then the rest
	n             int
}

// readLeaves loads the leaves after the last page.
func (s *spine) readLeaves() (err error) {
	if s.leaves == nil && s.inLeaves > 0 {
		s.leaves, err = s.index(s.leavesID, s.inLeaves)
	}
	return err
}

func (s *spine) readPages() (err error) {
	if s.pages == nil && s.inPages > 0 {
		s.pages, err = s.index(s.pagesID, s.inPages)
	}
	return err
}

// index reads a list of entries of so many items together.
func (s *spine) index(id SegmentID, items int) ([]entry, error) {
	b, err := s.w.load([]SegmentID{id})
	if err != nil {
		return nil, err
	}
	list, err := s.w.unpackIndex(b[0], s.takes)
	for i := range list {
		items -= list[i].n
	}
	if err == nil && items != 0 {
		err = fmt.Errorf("%w: index %s lists other items than it should", ErrPacked, id)
	}
	return list, err
}

// pop takes the last piece off when ok says so.
func (s *spine) pop(ok func(*entry) bool) (*entry, error) {
	if k := len(s.tail); k > 0 {
		e := s.tail[k-1]
		if !ok(&e) {
			return nil, nil //nolint:nilnil // nothing to take off
		}
		s.tail, s.n = s.tail[:k-1], s.n-e.n
		return &e, nil
	}
	if err := s.readLeaves(); err != nil {
		return nil, err
	}
	if len(s.leaves) == 0 && s.inPages > 0 {
		if err := s.openPage(ok); err != nil {
			return nil, err
		}
	}
	k := len(s.leaves)
	if k == 0 || !ok(&s.leaves[k-1]) {
		return nil, nil //nolint:nilnil // same
	}
	e := s.leaves[k-1]
	s.leaves, s.n, s.inLeaves = s.leaves[:k-1], s.n-e.n, s.inLeaves-e.n
	return &e, nil
}

// openPage makes the leaves of the last page those after the last page, when
// one of them would be taken off.
func (s *spine) openPage(ok func(*entry) bool) error {
	if err := s.readPages(); err != nil {
		return err
	}
	k := len(s.pages)
	if !ok(&s.pages[k-1]) {
		return nil
	}
	page := s.pages[k-1]
	leaves, err := s.index(page.id, page.n)
	if err != nil {
		return err
	}
	s.pages, s.inPages = s.pages[:k-1], s.inPages-page.n
	s.leaves, s.inLeaves = leaves, page.n
	return nil
}

// last is the date of the last item, 0 without any.
func (s *spine) last() (document.Date, error) {
	for _, list := range []struct {
		of   *[]entry
		read func() error
	}{{&s.tail, func() error { return nil }}, {&s.leaves, s.readLeaves}, {&s.pages, s.readPages}} {
		if err := list.read(); err != nil {
			return 0, err
		}
		if k := len(*list.of); k > 0 {
			return (*list.of)[k-1].last, nil
		}
	}
	return 0, nil
}

// since takes off every piece with an item of a date or later.
func (s *spine) since(d document.Date) (items, error) {
	return s.takeOff(func(e *entry) bool { return e.last >= d })
}

// takeOff takes pieces off the end as long as ok, and reads them.
func (s *spine) takeOff(ok func(*entry) bool) (items, error) {
	var off []entry
	for {
		e, err := s.pop(ok)
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		off = append(off, *e)
	}
	for i, j := 0, len(off)-1; i < j; i, j = i+1, j-1 {
		off[i], off[j] = off[j], off[i]
	}
	return s.w.read(off, s.kind, s.takes)
}

// all reads everything.
func (s *spine) all() (items, error) {
	return s.takeOff(func(*entry) bool { return true })
}

// start says where the items of a segment are: the first has a position in
// the sequence, and a place among what was read.
type start struct{ first, at int }

// at reads the segments that hold some positions, in their order.
func (s *spine) at(positions []int) (got items, starts []start, err error) {
	p := picker{positions: positions}
	if p.before(s.inPages) {
		if err := s.readPages(); err != nil {
			return nil, nil, err
		}
		for i := range s.pages {
			var leaves []entry
			if page := &s.pages[i]; p.before(p.base + page.n) {
				if leaves, err = s.index(page.id, page.n); err != nil {
					return nil, nil, err
				}
				p.pick(leaves)
				continue
			}
			p.base += s.pages[i].n
		}
	}
	if p.base = s.inPages; p.before(s.inPages + s.inLeaves) {
		if err := s.readLeaves(); err != nil {
			return nil, nil, err
		}
		p.pick(s.leaves)
	}
	p.base = s.inPages + s.inLeaves
	p.pick(s.tail)
	got, err = s.w.read(p.wanted, s.kind, s.takes)
	return got, p.starts, err
}

// picker finds the segments of positions, which come in order.
type picker struct {
	positions []int
	base      int // position of the first item of what comes next
	read      int
	wanted    []entry
	starts    []start
}

// before reports whether the next position comes before another.
func (p *picker) before(position int) bool {
	return len(p.positions) > 0 && p.positions[0] < position
}

func (p *picker) pick(list []entry) {
	for i := range list {
		e := &list[i]
		if p.before(p.base + e.n) {
			p.wanted, p.starts = append(p.wanted, *e), append(p.starts, start{p.base, p.read})
			p.read += e.n
		}
		for p.base += e.n; p.before(p.base); {
			p.positions = p.positions[1:]
		}
	}
}
