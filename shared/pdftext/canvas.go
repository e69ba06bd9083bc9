package pdftext

// Glyph is one character a second engine found, in the user space of its page:
// where its base line starts and ends (the advance, not the ink) and the
// direction of writing.
type Glyph struct {
	Text           string
	X0, Y0, X1, Y1 Points
	DX, DY         Points
	Size           Points
	Hidden         bool
	Pale           bool
}

// Canvas makes a Page of the glyphs of another engine, so that two engines
// give words cut and placed by the same rules and differ only in what they
// read.
type Canvas struct {
	m     matrix
	words *builder
}

// NewCanvas is the page whose visible part has the given corners in user
// space, turned clockwise by rotate degrees.
func NewCanvas(x0, y0, x1, y1 Points, rotate int) *Canvas {
	m, w, h := view(box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}, rotate, 1)
	return &Canvas{m: m, words: &builder{w: w, h: h}}
}

// Add takes the next glyph in drawing order; a blank ends the word.
func (c *Canvas) Add(g Glyph) {
	t := glyph{text: g.Text, size: g.Size, hidden: g.Hidden, pale: g.Pale}
	t.x0, t.y0 = c.m.apply(g.X0, g.Y0)
	t.x1, t.y1 = c.m.apply(g.X1, g.Y1)
	ox, oy := c.m.apply(0, 0)
	dx, dy := c.m.apply(g.DX, g.DY)
	t.dx, t.dy = dx-ox, dy-oy
	c.words.add(t)
}

// Page is what was added, as page n.
func (c *Canvas) Page(n int) Page {
	return Page{Number: n, Width: c.words.w, Height: c.words.h, Words: c.words.finish()}
}
