package lineas

import (
	"slices"
	"strings"
)

// Room is where lists are made ready and compared, one after another: it numbers
// their texts and the words of their descriptions, so that they are held against
// each other by number, and lends its space to every pairing. It is of one goroutine.
type Room struct {
	numbers map[string]int32   // of the texts and words met so far, from 1
	parts   map[string]int32   // of part numbers as they are written
	texts   map[string][]int32 // words of descriptions: papers of one shipment repeat them
	list    []int32            // where words are kept
	score   []int32
	flags   []bool
}

// NewRoom makes an empty one.
func NewRoom() *Room {
	const usual = 32 // texts of the papers of a shipment
	return &Room{numbers: make(map[string]int32, 2*usual), parts: make(map[string]int32, usual), texts: make(map[string][]int32, usual)}
}

// number is that of a text; 0 of none.
func (r *Room) number(text string) int32 {
	if text == "" {
		return 0
	}
	return r.numbered(text)
}

func (r *Room) numbered(text string) int32 {
	n, met := r.numbers[text]
	if !met {
		n = int32(len(r.numbers)) + 1 //nolint:gosec // the words of a few papers
		r.numbers[text] = n
	}
	return n
}

// part is the number of a part, whatever signs its writer put in it; 0 of none.
func (r *Room) part(text string) int32 {
	if text == "" {
		return 0
	}
	n, met := r.parts[text]
	if !met {
		n = r.numbered(fold(text))
		r.parts[text] = n
	}
	return n
}

// described are the words of a description.
func (r *Room) described(text string) []int32 {
	words, met := r.texts[text]
	if !met {
		r.list, words = r.words(r.list, text)
		r.texts[text] = words
	}
	return words
}

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
		list = append(list, r.numbered(w))
	}
	own = list[from:]
	slices.Sort(own)
	own = slices.Compact(own)
	return list[:from+len(own)], slices.Clip(own)
}

// space is room for the scores of a pairing, which it fills, and for its flags, all
// off.
func (r *Room) space(scores, flags int) ([]int32, []bool) {
	r.score = slices.Grow(r.score[:0], scores)[:scores]
	r.flags = slices.Grow(r.flags[:0], flags)[:flags]
	clear(r.flags)
	return r.score, r.flags
}
