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
	sameLine  = 0.35 // how far base lines of one line may lie apart
	maxSpread = 0.6  // and how far a line may drift in all
	loud      = 2.5  // times the middle size of the page: a title or a watermark
	// A blank is a quarter of the size in text fonts and 0.6 in typewriter
	// ones; a wider gap parts two cells.
	textGap = 0.52
	typeGap = 0.85
)

// word is a word with its page.
type word struct {
	s              string
	x0, y0, x1, y1 points
	base, size     points
	page           int
}

// phrase is a run of words with single blanks between them: one cell of a
// table, one label, one line of an address.
type phrase []word

func (p phrase) x0() points                { return p[0].x0 }
func (p phrase) x1() points                { return p[len(p)-1].x1 }
func (p phrase) text() string              { return joined(p, " ") }
func (p phrase) sq() string                { return squeeze(joined(p, "")) }
func (p phrase) page() int                 { return p[0].page }
func (p phrase) size() points              { return p[0].size }
func (p phrase) overlaps(a, b points) bool { return p.x0() < b && p.x1() > a }

// line is a row of phrases on one page, left to right.
type line struct {
	page    int
	base    points
	size    points
	words   []word
	phrases []phrase
}

func (l *line) text() string { return joined(l.words, " ") }

// sheet is one page as lines, top to bottom, with its loud words apart.
type sheet struct {
	number int
	width  points
	height points
	lines  []line
	loud   []line // titles and watermarks set upright
	turned string // squeezed text of words that are not upright
}

// sheets makes lines of the words of a document.
func sheets(t *pdftext.Text) []sheet {
	gap := textGap
	if typewriter(t) {
		gap = typeGap
	}
	out := make([]sheet, 0, len(t.Pages))
	for _, p := range t.Pages {
		out = append(out, sheetOf(&p, gap))
	}
	return out
}

// typewriter reports that all characters are equally wide.
func typewriter(t *pdftext.Text) bool {
	same, n := 0, 0
	for _, p := range t.Pages {
		for _, w := range p.Words {
			runes := len([]rune(w.S))
			if w.Dir != 0 || runes < 3 || w.Size <= 0 {
				continue
			}
			n++
			if each := (w.X1 - w.X0) / points(runes) / w.Size; each > 0.585 && each < 0.615 {
				same++
			}
		}
	}
	return n > 0 && same*10 >= n*9
}

func sheetOf(p *pdftext.Page, gap points) sheet {
	s := sheet{number: p.Number, width: p.Width, height: p.Height}
	sizes := make([]points, 0, len(p.Words))
	for _, w := range p.Words {
		if w.Dir == 0 {
			sizes = append(sizes, w.Size)
		}
	}
	slices.Sort(sizes)
	var quiet, titles []word
	var turned strings.Builder
	for _, w := range p.Words {
		x := word{s: w.S, x0: w.X0, y0: w.Y0, x1: w.X1, y1: w.Y1, base: w.Base, size: w.Size, page: p.Number}
		switch {
		case w.Dir != 0:
			turned.WriteString(squeeze(w.S) + " ")
		case !sound(x):
		case x.size > loud*sizes[len(sizes)/2]:
			titles = append(titles, x)
		default:
			quiet = append(quiet, x)
		}
	}
	s.lines, s.loud, s.turned = toLines(quiet, gap), toLines(titles, gap), turned.String()
	return s
}

// sound refuses boxes no page has.
func sound(w word) bool {
	for _, v := range []points{w.x0, w.x1, w.y0, w.y1, w.base, w.size} {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return w.size > 0 && w.x1 >= w.x0 && strings.TrimSpace(w.s) != ""
}

// toLines groups words by base line; the base of a line is the mean of its
// words, and maxSpread keeps a slow drift from chaining two lines.
func toLines(ws []word, gap points) []line {
	slices.SortStableFunc(ws, func(a, b word) int {
		return cmp.Or(cmp.Compare(b.base, a.base), cmp.Compare(a.x0, b.x0), cmp.Compare(a.s, b.s))
	})
	var out []line
	first := 0.0
	for _, w := range ws {
		if n := len(out); n > 0 {
			l := &out[n-1]
			size := math.Min(w.size, l.size)
			if math.Abs(l.base-w.base) <= sameLine*size && first-w.base <= maxSpread*size {
				l.words = append(l.words, w)
				l.base += (w.base - l.base) / points(len(l.words))
				continue
			}
		}
		first = w.base
		out = append(out, line{page: w.page, base: w.base, size: w.size, words: []word{w}})
	}
	for i := range out {
		l := &out[i]
		slices.SortStableFunc(l.words, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
		l.phrases = phrases(l.words, gap)
	}
	return out
}

// phrases cuts words where the gap is wider than a blank.
func phrases(ws []word, gap points) []phrase {
	var out []phrase
	for i, w := range ws {
		if i > 0 && w.x0-ws[i-1].x1 <= gap*math.Min(w.size, ws[i-1].size) {
			out[len(out)-1] = append(out[len(out)-1], w)
			continue
		}
		out = append(out, phrase{w})
	}
	return out
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

// squeeze keeps letters and digits, upper case and without accents; "#", "N°"
// and "Nº" become NO, so that the ways to print a label compare.
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
		case '#':
			b.WriteString("NO")
			continue
		case '°', 'º':
			r = 'O'
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// splitSigns cuts a word at the signs around and inside it: "(KG/LB):".
func splitSigns(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("()[]/:,", r) })
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
