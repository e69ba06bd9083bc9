package print

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// sameLine is how far apart, in font sizes, base lines of one line may lie:
// systems set a value a little lower than its label.
const (
	sameLine  = 0.35
	maxSpread = 0.6
)

// word is a word with its page.
type word struct {
	s              string
	x0, y0, x1, y1 pdftext.Points
	base, size     pdftext.Points
	page           int
	n              int // its number in the document from 1, 0 for a piece made of others
}

func (w *word) mid() pdftext.Points { return (w.x0 + w.x1) / 2 }

// line is a row of words on one page, left to right.
type line struct {
	page  int
	base  pdftext.Points
	words []word
	sq    string    // letters and digits only, upper case, no accents
	segs  []segment // labels with their values, made once
}

// loud is how many times the middle size of its page a word must have to be a
// watermark; the largest heading of a print has twice the size of its text.
const loud = 2.5

// readLines gives the upright words of all pages as lines, top to bottom, and
// apart from them the watermarks: text that is turned or far larger than the rest.
func readLines(t *pdftext.Text) (out []line, marks []string, words int) {
	n := 0
	for _, p := range t.Pages {
		sizes := make([]pdftext.Points, 0, len(p.Words))
		for _, w := range p.Words {
			sizes = append(sizes, w.Size)
		}
		slices.Sort(sizes)
		var ws []word
		var turned []pdftext.Word
		for _, w := range p.Words {
			n++
			if w.Dir == 0 && w.Size <= loud*sizes[len(sizes)/2] {
				ws = append(ws, word{s: w.S, x0: w.X0, y0: w.Y0, x1: w.X1, y1: w.Y1, base: w.Base, size: w.Size, page: p.Number, n: n})
			} else {
				turned = append(turned, w)
			}
		}
		out = append(out, toLines(ws)...)
		marks = append(marks, marksOf(turned)...)
	}
	for i := range out {
		out[i].segs = segmentsOf(&out[i], labels)
	}
	return out, marks, n
}

// toLines groups words by page and base line. The base of a line is the mean
// of its words, and maxSpread keeps a slow drift from chaining two lines.
func toLines(ws []word) []line {
	ws = slices.Clone(ws)
	slices.SortStableFunc(ws, func(a, b word) int {
		if a.page != b.page {
			return cmp.Compare(a.page, b.page)
		}
		return cmp.Compare(b.base, a.base)
	})
	var out []line
	for _, w := range ws {
		if n := len(out); n > 0 && out[n-1].takes(w) {
			l := &out[n-1]
			l.words = append(l.words, w)
			l.base += (w.base - l.base) / pdftext.Points(len(l.words))
			continue
		}
		out = append(out, line{page: w.page, base: w.base, words: []word{w}})
	}
	for i := range out {
		slices.SortStableFunc(out[i].words, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
		out[i].sq = squeeze(joined(out[i].words, ""))
	}
	return out
}

func (l *line) takes(w word) bool {
	size := math.Min(w.size, l.words[0].size)
	return l.page == w.page && math.Abs(l.base-w.base) <= sameLine*size && l.words[0].base-w.base <= maxSpread*size
}

// joined is the text of words with a separator.
func joined(ws []word, sep string) string {
	var b strings.Builder
	for i, w := range ws {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(w.s)
	}
	return b.String()
}

// squeeze keeps letters and digits, upper case and without accents, so that
// "CÓDIGO DE ACEPTACIÓN:" and "CODIGO DE ACEPTACION" are one label.
func squeeze(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r = plainRune(r); r != 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainRune is the upper-case letter or digit of r without accent, 0 for
// punctuation. Ñ stays: it tells two RFCs apart.
func plainRune(r rune) rune {
	switch r = unicode.ToUpper(r); r {
	case 'Á', 'À', 'Ä', 'Â':
		return 'A'
	case 'É', 'È', 'Ë', 'Ê':
		return 'E'
	case 'Í', 'Ì', 'Ï', 'Î':
		return 'I'
	case 'Ó', 'Ò', 'Ö', 'Ô':
		return 'O'
	case 'Ú', 'Ù', 'Ü', 'Û':
		return 'U'
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return 0
}

// placeOf is the page and box around words.
func placeOf(ws ...word) document.Place {
	if len(ws) == 0 {
		return document.Place{}
	}
	b := document.Box{X0: math.MaxInt32, Y0: math.MaxInt32, X1: math.MinInt32, Y1: math.MinInt32}
	for _, w := range ws {
		b.X0, b.Y0 = min(b.X0, int(math.Floor(w.x0))), min(b.Y0, int(math.Floor(w.y0)))
		b.X1, b.Y1 = max(b.X1, int(math.Ceil(w.x1))), max(b.Y1, int(math.Ceil(w.y1)))
	}
	return document.Place{Page: ws[0].page, Box: &b}
}
