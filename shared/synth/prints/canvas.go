package prints

import (
	"fmt"
	"strings"
)

// mark is one text on a page: x and y in points from the top left, y the
// baseline.
type mark struct {
	page  int
	x, y  float64
	width float64
	size  float64
	bold  bool
	text  string
	angle float64 // of a watermark
	gray  bool
	veil  veil // of a defect: how the text is kept from who looks at it

	kind  kind
	paths []string // what it says, none for labels
	part  int      // of a value that wraps
	glue  bool     // in one string with the label before it
	again bool     // a repetition of what stands elsewhere
	label string   // of a label: what it introduces
	// implies are values the mark stands for without spelling them
	implies [][2]string
}

// canvas puts marks on pages from top to bottom.
type canvas struct {
	l      *layout
	m      *model
	f      *faces
	w, h   float64 // page
	left   float64
	width  float64
	y      float64
	page   int
	bottom float64
	marks  []mark
	goods  bool // inside the partidas
	held   float64
}

const (
	margin    = 20.0
	footLines = 9.0
	sideShare = 0.74 // of the width, left of a certification column
)

func newCanvas(l *layout, m *model, f *faces) *canvas {
	c := &canvas{l: l, m: m, f: f, page: 1}
	c.y = margin + l.step
	c.w, c.h = pageSize(l)
	c.left, c.width = margin, c.w-2*margin
	c.bottom = c.h - margin - footLines*l.step
	if l.side {
		c.width *= sideShare
	}
	return c
}

func pageSize(l *layout) (w, h float64) {
	switch l.page {
	case "A4":
		w, h = 595.28, 841.89
	case "Legal":
		w, h = 612, 1008
	default:
		w, h = 612, 792
	}
	if l.landscape {
		return h, w
	}
	return w, h
}

func (c *canvas) px(permille float64) float64 { return c.left + permille*c.width/1000 }

// put places one mark at the current line.
func (c *canvas) put(x float64, m mark) float64 {
	m.page, m.x, m.y = c.page, x, c.y
	if m.size == 0 {
		m.size = c.l.size
	}
	m.width = c.f.width(m.text, m.size, m.bold)
	if m.text != "" {
		c.marks = append(c.marks, m)
	}
	return x + m.width
}

// text places words that introduce nothing.
func (c *canvas) text(x float64, s string) float64 { return c.put(x, mark{text: s}) }

// title centres a block's name, in a line of its own.
func (c *canvas) title(key string) {
	c.need(2)
	s := c.l.label(key)
	c.put(c.left+(c.width-c.f.width(s, c.l.size, true))/2, mark{text: s, bold: true, label: key})
	c.down(1)
}

// down moves n lines.
func (c *canvas) down(n float64) { c.y += n * c.l.step }

// need starts a page when fewer than n lines are left.
func (c *canvas) need(n float64) {
	if c.y+(n-1)*c.l.step > c.bottom && c.held == 0 {
		c.turn()
	}
}

// hold keeps n lines together: no page ends before release.
func (c *canvas) hold(n float64) {
	c.need(n)
	c.held = n
}

func (c *canvas) release() { c.held = 0 }

// turn ends the page and begins the next with its heading.
func (c *canvas) turn() {
	c.footer()
	c.page++
	c.width = c.w - 2*margin
	c.y = margin + c.l.step
	c.continuation()
}

// field is a label with its value.
type field struct {
	key   string
	text  string
	kind  kind
	paths []string
}

// inline sets label and value side by side from x on.
func (c *canvas) inline(x float64, f field) float64 {
	label := c.l.label(f.key)
	gap, glue := c.l.size*0.6, c.l.glued && f.kind != kNumber && f.text != "" && strings.HasSuffix(label, ":")
	if glue {
		gap = 0
	}
	x = c.put(x, mark{text: label, label: f.key})
	return c.put(x+gap, mark{text: f.text, kind: f.kind, paths: f.paths, glue: glue}) + c.l.size*2
}

// column is one of a table.
type column struct {
	key, label string
	x0, x1     float64 // points
	align      byte
}

// columns reads a layout's description between two points, in permille.
func (c *canvas) columns(spec string, from, to float64) []column {
	var out []column
	var weights []float64
	total := 0.0
	for part := range strings.SplitSeq(spec, ";") {
		p := strings.SplitN(part, "|", 4)
		w := 0.0
		if _, err := fmt.Sscan(p[1], &w); err != nil {
			w = 10
		}
		out = append(out, column{key: p[0], align: p[2][0], label: p[3]})
		weights = append(weights, w)
		total += w
	}
	x := from
	for i := range out {
		step := (to - from) * weights[i] / total
		out[i].x0, out[i].x1 = c.px(x), c.px(x+step)-c.l.size*0.5
		x += step
	}
	return out
}

func (c *canvas) align(col *column, s string, bold bool) float64 {
	w := c.f.width(s, c.l.size, bold)
	switch col.align {
	case 'R':
		return col.x1 - w
	case 'C':
		return col.x0 + (col.x1-col.x0-w)/2
	default:
		return col.x0
	}
}

// heads writes the labels of columns; two-line labels take two lines.
func (c *canvas) heads(cols []column) {
	top, low := c.y, c.y
	for i := range cols {
		c.y = top
		for part := range strings.SplitSeq(cols[i].label, "\n") {
			for _, line := range c.wrap(part, cols[i].x1-cols[i].x0+1) {
				c.put(c.align(&cols[i], line, false), mark{text: line, label: cols[i].key})
				c.down(1)
			}
		}
		low = max(low, c.y)
	}
	c.y = low
}

// cell is a value in a column.
type cell struct {
	col   string
	text  string
	kind  kind
	paths []string
}

// row writes cells in a line and moves on.
func (c *canvas) row(cols []column, cells ...cell) {
	c.need(1)
	c.cells(line{cols: cols, cells: cells})
	c.down(1)
}

// line is a row of cells; part counts the lines of a text that wraps.
type line struct {
	cols  []column
	cells []cell
	part  int
}

func (c *canvas) cells(l line) {
	cols := l.cols
	for _, v := range l.cells {
		for i := range cols {
			if cols[i].key == v.col {
				c.put(c.align(&cols[i], v.text, false), mark{text: v.text, kind: v.kind, paths: v.paths, part: l.part})
			}
		}
	}
}

// wrapped writes cells in as many lines as the longest needs.
func (c *canvas) wrapped(cols []column, cells ...cell) {
	for k := 0; ; k++ {
		var row []cell
		for _, v := range cells {
			if lines := c.wrap(v.text, widthOf(cols, v.col)); k < len(lines) {
				v.text = lines[k]
				row = append(row, v)
			}
		}
		if len(row) == 0 {
			return
		}
		c.need(1)
		c.cells(line{cols: cols, cells: row, part: k})
		c.down(1)
	}
}

// widthOf is the width of a column, 0 when there is none.
func widthOf(cols []column, key string) float64 {
	for i := range cols {
		if cols[i].key == key {
			return cols[i].x1 - cols[i].x0
		}
	}
	return 0
}

// wrap cuts a text at blanks so that each line fits; a word that does not fit
// is cut.
func (c *canvas) wrap(s string, width float64) []string {
	var out []string
	line := ""
	for w := range strings.FieldsSeq(s) {
		next := strings.TrimSpace(line + " " + w)
		if line != "" && c.f.width(next, c.l.size, false) > width {
			out = append(out, line)
			next = w
		}
		line = next
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}
