package ledger

import (
	"math/bits"

	"example.com/immex/shared/document"
)

// Where a sequence of lots or exits is cut follows from the items themselves:
// the level of an item is the number of trailing zero octal digits of a hash
// of its id, and a segment ends after an item of a high enough level. So a
// late item changes the segment it falls into and leaves those after it.
//
// A segment ends after every item of level leafLevel: 512 items on average.
// What comes after the last of these is cut at level 2 (64 items), what comes
// after the last of those at level 1 (8 items), and what is left stands in the
// manifest: an append rewrites a few items, and the pieces grow together as
// more come.
const (
	leafLevel = 3
	pageLevel = 5 // a page of the index ends after a leaf of this level: 64 leaves on average
	maxLevel  = 9
)

// levelOf is the level of an item.
func levelOf(id string) uint8 {
	h := uint64(14695981039346656037) // FNV-1a, then mixed: ids differ in their last digits
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	h ^= h >> 31
	return uint8(min(bits.TrailingZeros64(h)/3, maxLevel)) //nolint:gosec // small
}

// cuts are the ends of the segments of items with these levels; what comes
// after the last one is the rest.
func cuts(levels []uint8) []int {
	var ends []int
	from := 0
	for level := uint8(leafLevel); level > 0; level-- {
		for i := from; i < len(levels); i++ {
			if levels[i] >= level {
				ends = append(ends, i+1)
			}
		}
		if len(ends) > 0 {
			from = ends[len(ends)-1]
		}
	}
	return ends
}

// entry is a segment, or a page of them, in the index.
type entry struct {
	id     SegmentID // the items
	takes  SegmentID // what they took, of exits
	n      int
	nTakes int
	last   document.Date // of its last item
	level  uint8         // of its last item; 0 of the rest
	inline *rest         // of the rest
}

// rest is what stands in the manifest itself.
type rest struct{ items, takes []byte }

// items are lots, or exits with what they took.
type items interface {
	len() int
	date(i int) document.Date
	id(i int) string
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
		s.leaves, err = s.index(s.leavesID)
	}
	return err
}

func (s *spine) readPages() (err error) {
	if s.pages == nil && s.inPages > 0 {
		s.pages, err = s.index(s.pagesID)
	}
	return err
}

// index reads a list of entries.
func (s *spine) index(id SegmentID) ([]entry, error) {
	b, err := s.w.load([]SegmentID{id})
	if err != nil {
		return nil, err
	}
	return s.w.unpackIndex(b[0], s.takes)
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
	leaves, err := s.index(page.id)
	if err != nil {
		return err
	}
	s.pages, s.inPages = s.pages[:k-1], s.inPages-page.n
	s.leaves, s.inLeaves = leaves, page.n
	return nil
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

// extend puts items at the end and cuts what that changes.
func (s *spine) extend(added items) error {
	if added.len() == 0 {
		return nil
	}
	highest := uint8(1) // the rest always grows together with what comes
	for i := range added.len() {
		highest = max(highest, min(levelOf(added.id(i)), leafLevel))
	}
	joined, err := s.takeOff(func(e *entry) bool { return e.level < highest })
	if err != nil {
		return err
	}
	if joined.len() == 0 {
		joined = added
	} else {
		joined.join(added)
	}
	levels := make([]uint8, joined.len())
	for i := range levels {
		levels[i] = levelOf(joined.id(i))
	}
	from := 0
	for _, to := range cuts(levels) {
		if err := s.push(s.w.segment(joined, from, to, levels[to-1], s.takes)); err != nil {
			return err
		}
		from = to
	}
	if from < len(levels) {
		e := entry{n: len(levels) - from, last: joined.date(len(levels) - 1), inline: &rest{items: joined.pack(from, len(levels))}}
		if s.takes {
			e.inline.takes, e.nTakes = joined.packTakes(from, len(levels))
		}
		return s.push(e)
	}
	return nil
}

// push puts a piece at the end.
func (s *spine) push(e entry) error {
	s.n += e.n
	if e.level < leafLevel {
		s.tail = append(s.tail, e)
		return nil
	}
	if err := s.readLeaves(); err != nil {
		return err
	}
	s.leaves, s.inLeaves = append(s.leaves, e), s.inLeaves+e.n
	if e.level < pageLevel {
		return nil
	}
	if err := s.readPages(); err != nil {
		return err
	}
	page := entry{n: s.inLeaves, last: e.last, level: e.level, id: s.w.emit(packIndex(s.leaves, s.takes))}
	for i := range s.leaves {
		page.nTakes += s.leaves[i].nTakes
	}
	s.pages, s.inPages = append(s.pages, page), s.inPages+page.n
	s.leaves, s.inLeaves = nil, 0
	return nil
}

// start says where the items of a segment are: the first has a position in
// the sequence, and a place among what was read.
type start struct{ first, at int }

// at reads the segments that hold some positions, in their order.
func (s *spine) at(positions []int) (got items, starts []start, err error) {
	var wanted []entry
	k, base, read := 0, 0, 0
	visit := func(list []entry) {
		for i := range list {
			e := &list[i]
			if k < len(positions) && positions[k] < base+e.n {
				wanted, starts = append(wanted, *e), append(starts, start{base, read})
				read += e.n
				for k < len(positions) && positions[k] < base+e.n {
					k++
				}
			}
			base += e.n
		}
	}
	if len(positions) > 0 && positions[0] < s.inPages {
		if err := s.readPages(); err != nil {
			return nil, nil, err
		}
		for i := range s.pages {
			if k < len(positions) && positions[k] < base+s.pages[i].n {
				leaves, err := s.index(s.pages[i].id)
				if err != nil {
					return nil, nil, err
				}
				visit(leaves)
				continue
			}
			base += s.pages[i].n
		}
	}
	base = s.inPages
	if k < len(positions) && positions[k] < base+s.inLeaves {
		if err := s.readLeaves(); err != nil {
			return nil, nil, err
		}
		visit(s.leaves)
	}
	base = s.inPages + s.inLeaves
	visit(s.tail)
	got, err = s.w.read(wanted, s.kind, s.takes)
	return got, starts, err
}
