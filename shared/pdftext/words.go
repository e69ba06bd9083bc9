package pdftext

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// The measures of a word, in font sizes; those of poppler, so that results compare.
const (
	wordGap   = 0.1  // a wider gap separates two words
	joinGap   = 0.06 // parts drawn apart join when they touch; a label never joins its value
	backGap   = 0.35 // a jump back by more starts a new word
	baseJump  = 0.2  // another base line
	ascent    = 0.75
	descent   = 0.2
	sameSpot  = 0.15 // the same word drawn twice for bold
	sizeRatio = 1.1  // a value set beside its label often has another size
)

// glyph is a character with the start and end of its base line.
type glyph struct {
	text           string
	x0, y0, x1, y1 float64
	dx, dy         float64 // direction of writing
	size           float64
	hidden, pale   bool
}

// builder makes words of glyphs in drawing order.
type builder struct {
	w, h  float64
	words []Word
	cur   glyph // first start and last end of the open word
	s     strings.Builder
	open  bool
}

// add takes the next glyph and tells the place among the words of the one it
// becomes a part of, below 0 for none.
func (b *builder) add(g glyph) int {
	if blank(g.text) {
		b.flush()
		return -1
	}
	if !finite(g) {
		return -1
	}
	if b.open && !b.follows(g) {
		b.flush()
	}
	if !b.open {
		b.cur, b.open = g, true
	}
	b.s.WriteString(g.text)
	b.cur.x1, b.cur.y1 = g.x1, g.y1
	b.cur.pale = b.cur.pale || g.pale
	return len(b.words)
}

func finite(g glyph) bool {
	const far = 1e6
	return math.Abs(g.x0) < far && math.Abs(g.y0) < far && math.Abs(g.x1) < far && math.Abs(g.y1) < far && g.size < far
}

func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && r > ' ' && r != '\u200b' {
			return false
		}
	}
	return true
}

// follows reports that g continues the open word.
func (b *builder) follows(g glyph) bool {
	c := &b.cur
	n := math.Hypot(c.dx, c.dy)
	if n == 0 || c.hidden != g.hidden {
		return false
	}
	ux, uy := c.dx/n, c.dy/n
	jx, jy := g.x0-c.x1, g.y0-c.y1
	along, across := jx*ux+jy*uy, math.Abs(-jx*uy+jy*ux)
	turn := math.Abs(ux*g.dy-uy*g.dx) > 0.1*math.Hypot(g.dx, g.dy)
	return !turn && across <= baseJump*c.size && along <= wordGap*c.size && along >= -backGap*c.size &&
		g.size <= c.size*sizeRatio && c.size <= g.size*sizeRatio
}

func (b *builder) flush() {
	if !b.open {
		return
	}
	c := b.cur
	w := Word{S: b.s.String(), Base: c.y0, Size: c.size, Hidden: c.hidden, Pale: c.pale, Dir: direction(c.dx, c.dy)}
	b.s.Reset()
	b.open = false
	n := math.Max(math.Hypot(c.dx, c.dy), 1e-9)
	nx, ny := -c.dy/n*c.size, c.dx/n*c.size
	w.X0, w.X1 = c.x0, c.x0
	w.Y0, w.Y1 = c.y0, c.y0
	for _, p := range [][2]float64{
		{c.x0 - nx*descent, c.y0 - ny*descent},
		{c.x1 - nx*descent, c.y1 - ny*descent},
		{c.x0 + nx*ascent, c.y0 + ny*ascent},
		{c.x1 + nx*ascent, c.y1 + ny*ascent},
	} {
		w.X0, w.X1 = math.Min(w.X0, p[0]), math.Max(w.X1, p[0])
		w.Y0, w.Y1 = math.Min(w.Y0, p[1]), math.Max(w.Y1, p[1])
	}
	b.words = append(b.words, w)
}

func direction(dx, dy float64) int {
	switch {
	case math.Abs(dy) < 0.05*math.Abs(dx):
		if dx < 0 {
			return 180
		}
		return 0
	case math.Abs(dx) < 0.05*math.Abs(dy):
		if dy < 0 {
			return 270
		}
		return 90
	}
	return 1
}

// finish joins the parts of words drawn in several operations and drops what
// was drawn twice.
func (b *builder) finish() []Word {
	b.flush()
	order := make([]int, 0, len(b.words))
	gone := make([]bool, len(b.words))
	for i, w := range b.words {
		if gone[i] = w.X1 < 0 || w.Y1 < 0 || w.X0 > b.w || w.Y0 > b.h; !gone[i] { // outside the page nobody sees it
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, c := &b.words[i], &b.words[j]
		if d := math.Round(a.Base/2) - math.Round(c.Base/2); d != 0 {
			return int(d)
		}
		return cmp.Compare(a.X0, c.X0)
	})
	for k, i := range order {
		for _, j := range order[k+1 : min(k+4, len(order))] {
			if !gone[i] && !gone[j] {
				gone[j] = merge(&b.words[i], &b.words[j])
			}
		}
	}
	out := make([]Word, 0, len(b.words))
	for i, w := range b.words {
		if !gone[i] {
			out = append(out, w)
		}
	}
	return out
}

// merge takes w into v when it continues it or repeats it on the same spot.
func merge(v, w *Word) bool {
	if v.Dir != 0 || w.Dir != 0 || v.Hidden != w.Hidden || math.Abs(v.Base-w.Base) > baseJump*v.Size ||
		v.Size > w.Size*sizeRatio || w.Size > v.Size*sizeRatio {
		return false
	}
	if v.S == w.S && math.Abs(v.X0-w.X0) < sameSpot*v.Size && math.Abs(v.Base-w.Base) < sameSpot*v.Size {
		v.Pale, v.Covered, v.Struck = v.Pale && w.Pale, v.Covered && w.Covered, v.Struck || w.Struck // seen once is seen
		return true
	}
	gap := w.X0 - v.X1
	if gap > joinGap*v.Size || gap < -wordGap*v.Size || strings.HasSuffix(v.S, ":") {
		return false
	}
	v.S += w.S
	v.Pale, v.Covered, v.Struck = v.Pale || w.Pale, v.Covered || w.Covered, v.Struck || w.Struck
	v.X1, v.Y1, v.Y0 = math.Max(v.X1, w.X1), math.Max(v.Y1, w.Y1), math.Min(v.Y0, w.Y0)
	return true
}
