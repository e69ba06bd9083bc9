package lineas

import (
	"slices"
	"strings"
)

// Room is where lists are made ready and compared, one after another: it numbers
// the words of their descriptions, so that words are held against each other by
// number, and lends its space to every pairing. It is of one goroutine.
type Room struct {
	numbers map[string]int32 // of the words met so far
	score   []int32
	flags   []bool
}

// NewRoom makes an empty one.
func NewRoom() *Room { return &Room{numbers: map[string]int32{}} }

// shared is the share of the words of both that both have, in per mille.
func shared(a, b []int32) int {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both, i, j = both+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return both * 1000 / (len(a) + len(b) - both)
}

// shortest is the length from which a word says something of the goods.
const shortest = 3

// words adds the numbers of the words of a text that say something to a list, each
// once and in order, and gives those it added.
func (r *Room) words(list []int32, text string) (longer, own []int32) {
	from := len(list)
	for w := range strings.FieldsSeq(spaced(text)) {
		if len(w) < shortest {
			continue
		}
		n, met := r.numbers[w]
		if !met {
			n = int32(len(r.numbers)) //nolint:gosec // the words of a few papers
			r.numbers[w] = n
		}
		list = append(list, n)
	}
	own = list[from:]
	slices.Sort(own)
	own = slices.Compact(own)
	return list[:from+len(own)], slices.Clip(own)
}

// space is room for the scores and the flags of a pairing, all zero.
func (r *Room) space(scores, flags int) ([]int32, []bool) {
	r.score = slices.Grow(r.score[:0], scores)[:scores]
	r.flags = slices.Grow(r.flags[:0], flags)[:flags]
	clear(r.score)
	clear(r.flags)
	return r.score, r.flags
}
