package print

import (
	"regexp"
	"strings"

	"example.com/immex/shared/pdftext"
)

// maxLabel is how many words the longest label or heading has, and a few more.
const maxLabel = 9

// vocabulary knows the wordings of labels and headings.
type vocabulary struct {
	labels   map[string]field
	headings map[string]section
}

func newVocabulary() *vocabulary {
	v := &vocabulary{labels: map[string]field{}, headings: map[string]section{}}
	for f, names := range labels() {
		for _, n := range names {
			v.labels[n] = f
		}
	}
	for s, names := range headings() {
		for _, n := range names {
			v.headings[n] = s
		}
	}
	return v
}

// itemKind is what a part of a line is.
type itemKind int

const (
	isRun itemKind = iota
	isLabel
	isHeading
)

// item is a label, a heading, or a run of words that is neither.
type item struct {
	kind    itemKind
	field   field
	section section
	words   []word
}

func (it *item) x0() pdftext.Points { return it.words[0].x0 }
func (it *item) x1() pdftext.Points { return it.words[len(it.words)-1].x1 }

// items tells the parts of a line apart. A label is a whole run, or the
// beginning of one up to a colon: "CALLE NORTE 5" below "Calle" is a value.
func (v *vocabulary) items(l *line) []item {
	var out []item
	for _, run := range l.runs() {
		for len(run) > 0 {
			it, rest := v.leading(run)
			out = append(out, it)
			run = rest
		}
	}
	return out
}

// leading takes the label or heading a run begins with, else all of it up to
// the first label with a colon inside it.
func (v *vocabulary) leading(run []word) (it item, rest []word) {
	for n := min(len(run), maxLabel); n > 0; n-- {
		whole, colon := n == len(run), strings.HasSuffix(run[n-1].s, ":")
		if !whole && !colon {
			continue
		}
		sq := squeeze(joined(run[:n]))
		if f, ok := v.labels[sq]; ok {
			return item{kind: isLabel, field: f, words: run[:n]}, run[n:]
		}
		if s, ok := v.headings[sq]; ok {
			return item{kind: isHeading, section: s, words: run[:n]}, run[n:]
		}
	}
	if n := v.numbered(run); n > 0 {
		s := v.headings[squeeze(joined(run[:n]))]
		return item{kind: isHeading, section: s, words: run[:n]}, run[n:]
	}
	n := v.nextLabel(run)
	return item{words: run[:n]}, run[n:]
}

// nextLabel is where a label with a colon begins inside a run.
func (v *vocabulary) nextLabel(run []word) int {
	for from := 1; from < len(run); from++ {
		for to := from + 1; to <= min(len(run), from+maxLabel); to++ {
			if !strings.HasSuffix(run[to-1].s, ":") {
				continue
			}
			if _, ok := v.labels[squeeze(joined(run[from:to]))]; ok {
				return from
			}
		}
	}
	return len(run)
}

// ordinal is what may follow a heading: the number of the goods, or of the COVE.
var ordinal = regexp.MustCompile(`^(\d{1,4}|NO\d{1,4}|\d{1,4}DE\d{1,4}|COVE\d{2}[0-9A-Z]{7})$`)

// numbered is how many words of a run are a heading followed by a number.
func (v *vocabulary) numbered(run []word) int {
	for n := min(len(run), maxLabel) - 1; n > 0; n-- {
		if _, ok := v.headings[squeeze(joined(run[:n]))]; ok && ordinal.MatchString(squeeze(joined(run[n:]))) {
			return n
		}
	}
	return 0
}
