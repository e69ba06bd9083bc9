package lineas

import (
	"slices"
	"strings"
)

// named is a text and its number.
type named struct {
	text   string
	number int32
}

// number is that of a text; 0 of none.
func (r *Room) number(text string) int32 {
	if text == "" {
		return 0
	}
	n, met := r.numbers[text]
	if !met {
		n = int32(len(r.numbers)) + 1      //nolint:gosec // MostTexts and the texts of one case
		r.numbers[strings.Clone(text)] = n // and not the document it is a part of
	}
	return n
}

// unit is the number of a unit.
func (r *Room) unit(text string) int32 {
	if r.unidad.text != text {
		r.unidad = named{strings.Clone(text), r.number(text)}
	}
	return r.unidad.number
}

// part is the number of a part, whatever signs its writer put in it; 0 of none.
func (r *Room) part(text string) int32 {
	if text == "" {
		return 0
	}
	n, met := r.parts[text]
	if !met {
		n = r.number(fold(text))
		r.parts[strings.Clone(text)] = n
	}
	return n
}

// span is where the words of a description are kept: their numbers in order, each
// once. Two descriptions that share no sign share no word.
type span struct {
	from, to int32
	signs    uint64
}

// some reports a description with a word that says something.
func (w span) some() bool { return w.from < w.to }

// described are the words of a description.
func (r *Room) described(text string) span {
	words, met := r.texts[text]
	if !met {
		words = r.split(text)
		r.texts[strings.Clone(text)] = words
	}
	return words
}

// shared is the share of the words of both that both have, in per mille.
func shared(a, b []int32) int32 {
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
	return int32(both * 1000 / (len(a) + len(b) - both)) //nolint:gosec // a thousand at most
}

// shortest is the length from which a word says something of the goods.
const shortest = 3

// split keeps the words of a text that say something.
func (r *Room) split(text string) (w span) {
	from := len(r.words)
	for word := range strings.FieldsSeq(spaced(text)) {
		if len(word) >= shortest {
			r.words = append(r.words, r.number(word))
		}
	}
	own := r.words[from:]
	slices.Sort(own)
	own = slices.Compact(own)
	r.words = r.words[:from+len(own)]
	for _, n := range own {
		w.signs |= 1 << (n % 64)
	}
	w.from, w.to = int32(from), int32(len(r.words)) //nolint:gosec // MostTexts and the texts of one case
	return w
}
