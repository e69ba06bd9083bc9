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
