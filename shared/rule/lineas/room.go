package lineas

import "slices"

// Room is where lists are made ready and compared, one after another: it numbers
// their texts and the words of their descriptions, so that they are held against
// each other by number, and has the space for all of it. It is of one goroutine.
type Room struct {
	numbers map[string]int32 // of the texts and words met so far, from 1
	parts   map[string]int32 // of part numbers as they are written
	texts   map[string]span  // words of descriptions: papers of one shipment repeat them
	words   []int32          // of all descriptions
	unidad  named            // the last, which mostly comes again

	lines   []Line
	sides   []side
	matches []Match
	ones    []int
	tallies []tally
	score   []int32
	flags   []bool
}

// NewRoom makes an empty one.
func NewRoom() *Room {
	r := &Room{}
	r.forget()
	return r
}

// MostTexts is how many texts a room keeps from one clearing to the next: parts and
// descriptions of a company come again with every shipment.
const MostTexts = 20_000

// Clear takes back all space: lines, lists and results made here before are not to be
// used any more.
func (r *Room) Clear() {
	if len(r.numbers)+len(r.parts)+len(r.texts) > MostTexts {
		r.forget()
	}
	clear(r.lines)
	r.lines, r.sides, r.matches, r.ones = r.lines[:0], r.sides[:0], r.matches[:0], r.ones[:0]
}

func (r *Room) forget() {
	const usual = 32 // texts of the papers of a shipment
	r.numbers, r.parts, r.texts = make(map[string]int32, 2*usual), make(map[string]int32, usual), make(map[string]span, usual)
	r.words, r.unidad = nil, named{}
}

// Lines is an empty list with space for some lines.
func (r *Room) Lines(n int) (out []Line) {
	r.lines, out = space(r.lines, n)
	return out
}

// space takes space for n more at the end of a list, of which nothing that was given
// before is a part.
func space[T any](list []T, n int) (longer, own []T) {
	if cap(list)-len(list) < n {
		list = make([]T, 0, max(2*cap(list), n)) // who has a part of the old one keeps it
	}
	from := len(list)
	longer = list[:from+n]
	return longer, longer[from : from : from+n]
}

// scores is space for what a pairing adds up and its scores, both of which it fills,
// and for its flags, all off.
func (r *Room) scores(tallies, scores, flags int) ([]tally, []int32, []bool) {
	r.tallies = slices.Grow(r.tallies[:0], tallies)[:tallies]
	r.score = slices.Grow(r.score[:0], scores)[:scores]
	r.flags = slices.Grow(r.flags[:0], flags)[:flags]
	clear(r.flags)
	return r.tallies, r.score, r.flags
}
