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

// The measures of a line, in font sizes.
const (
	sameLine  = 0.35 // base lines of one line: a value may be set a little lower
	maxSpread = 0.6
	runGap    = 0.75 // a wider gap between words ends a run
	loud      = 2.5  // times the middle size of its page: a watermark
)

// word is a word with its page.
type word struct {
	s              string
	x0, y0, x1, y1 pdftext.Points
	base, size     pdftext.Points
	page           int
}

// line is a row of words on one page, left to right.
type line struct {
	page  int
	base  pdftext.Points
	words []word
	sq    string // letters and digits only, upper case, no accents
	items []item
}

// readLines gives the upright words of all pages as lines, top to bottom;
// hidden reports words that are drawn invisible.
func readLines(t *pdftext.Text) (out []line, hidden bool) {
	v := newVocabulary()
	for _, p := range t.Pages {
		sizes := make([]pdftext.Points, 0, len(p.Words))
		for _, w := range p.Words {
			sizes = append(sizes, w.Size)
		}
		slices.Sort(sizes)
		var ws []word
		for _, w := range p.Words {
			hidden = hidden || w.Hidden
			if w.Dir == 0 && w.Size <= loud*sizes[len(sizes)/2] {
				ws = append(ws, word{w.S, w.X0, w.Y0, w.X1, w.Y1, w.Base, w.Size, p.Number})
			}
		}
		out = append(out, toLines(ws)...)
	}
	for i := range out {
		out[i].items = v.items(&out[i])
	}
	return out, hidden
}

// toLines groups the words of a page by base line.
func toLines(ws []word) []line {
	slices.SortStableFunc(ws, func(a, b word) int { return cmp.Compare(b.base, a.base) })
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
		out[i].sq = squeeze(joined(out[i].words))
	}
	return out
}

func (l *line) takes(w word) bool {
	size := math.Min(w.size, l.words[0].size)
	return math.Abs(l.base-w.base) <= sameLine*size && l.words[0].base-w.base <= maxSpread*size
}

// runs are the words of a line that stand together.
func (l *line) runs() [][]word {
	var out [][]word
	for i, w := range l.words {
		if i > 0 && w.x0-l.words[i-1].x1 <= runGap*math.Min(w.size, l.words[i-1].size) {
			out[len(out)-1] = append(out[len(out)-1], w)
			continue
		}
		out = append(out, []word{w})
	}
	return out
}

// joined is the text of words, as one reads it.
func joined(ws []word) string {
	out := make([]string, 0, len(ws))
	for _, w := range ws {
		out = append(out, w.s)
	}
	return strings.Join(out, " ")
}

// squeeze keeps letters and digits, upper case and without accents. Ñ stays.
func squeeze(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r = unicode.ToUpper(r); r {
		case 'Á', 'À', 'Ä', 'Â':
			r = 'A'
		case 'É', 'È', 'Ë', 'Ê':
			r = 'E'
		case 'Í', 'Ì', 'Ï', 'Î':
			r = 'I'
		case 'Ó', 'Ò', 'Ö', 'Ô':
			r = 'O'
		case 'Ú', 'Ù', 'Ü', 'Û':
			r = 'U'
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// placeOf is the page and box around words.
func placeOf(ws []word) document.Place {
	if len(ws) == 0 {
		return document.Place{}
	}
	b := document.Box{X0: math.MaxInt32, Y0: math.MaxInt32, X1: math.MinInt32, Y1: math.MinInt32}
	for _, w := range ws {
		if w.page != ws[0].page {
			continue // a value cut by a page break is shown where it begins
		}
		b.X0, b.Y0 = min(b.X0, int(math.Floor(w.x0))), min(b.Y0, int(math.Floor(w.y0)))
		b.X1, b.Y1 = max(b.X1, int(math.Ceil(w.x1))), max(b.Y1, int(math.Ceil(w.y1)))
	}
	return document.Place{Page: ws[0].page, Box: &b}
}
