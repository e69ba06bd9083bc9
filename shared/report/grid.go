package report

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// gridColumn is one column of a table on a page.
type gridColumn struct {
	title document.Text
	width mpt
	right bool // numbers
}

// A row of one line, what each further line of a cell adds, and what a cell
// keeps clear at its sides.
const (
	rowHeight = 13 * point
	leading   = 9 * point
	cellPad   = 3 * point
)

// maxCellLines is how many lines a cell takes before it is cut: goods are
// described in up to 250 letters.
const maxCellLines = 3

// grid draws rows under titles that repeat on every page.
func (p *pen) grid(columns []gridColumn, rows [][]string) {
	titles := func() { p.titles(columns) }
	p.need(3 * rowHeight)
	titles()
	wrapped := make([][]string, len(columns))
	for i, row := range rows {
		height := rowHeight
		for c, s := range row {
			wrapped[c] = p.wrapCell(&columns[c], s)
			height = max(height, rowHeight+mpt(len(wrapped[c])-1)*leading)
		}
		if p.need(height) {
			titles()
		}
		if i%2 == 1 {
			p.ink(246)
			p.pdf.Rect(margin.pt(), p.y.pt(), gridWidth(columns).pt(), height.pt(), "F")
			p.ink(0)
		}
		x := margin
		for c := range row {
			for n, l := range wrapped[c] {
				p.cell(columns[c], x, p.y+9*point+mpt(n)*leading, false, l)
			}
			x += columns[c].width
		}
		p.y += height
	}
	p.y += 6 * point
}

// wrapCell breaks a text over the lines of its cell, the last of which ends
// with an ellipsis where it goes on. A number stays in one.
func (p *pen) wrapCell(c *gridColumn, s string) []string {
	w := c.width - 2*cellPad
	if c.right || p.width(printable(s), small, false) <= w {
		return []string{s}
	}
	lines := p.wrap(s, w, small)
	if len(lines) > maxCellLines {
		rest := strings.Join(lines[maxCellLines-1:], " ")
		lines = append(lines[:maxCellLines-1], p.fit(rest, small, false, w))
	}
	return lines
}

// titles draws the titles of a grid in as many lines as the longest needs.
func (p *pen) titles(columns []gridColumn) {
	wrapped := make([][]string, len(columns))
	deep := 0
	for i, c := range columns {
		wrapped[i] = p.words(c.title.In(p.lang), c.width-2*cellPad)
		deep = max(deep, len(wrapped[i]))
	}
	height := mpt(deep)*leading + 5*point
	p.box(margin, p.y, gridWidth(columns), height, 226)
	x := margin
	for i, c := range columns {
		for n, l := range wrapped[i] {
			p.shrunk(c, x, p.y+leading+mpt(n)*leading, true, l)
		}
		x += c.width
	}
	p.y += height
}

// words breaks a title at its spaces alone: a word too long for its column is
// drawn smaller.
func (p *pen) words(s string, w mpt) []string {
	var out []string
	for word := range strings.FieldsSeq(printable(s)) {
		if n := len(out); n > 0 && p.width(out[n-1]+" "+word, small, true) <= w {
			out[n-1] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

func gridWidth(columns []gridColumn) (w mpt) {
	for _, c := range columns {
		w += c.width
	}
	return w
}

// cell writes one text in its column, cut where it does not fit. A number is
// never cut: it shrinks, since a cut number is another number.
func (p *pen) cell(c gridColumn, x, y mpt, bold bool, s string) {
	if !c.right {
		p.text(x+cellPad, y, small, bold, p.fit(s, small, bold, c.width-2*cellPad))
		return
	}
	p.shrunk(c, x, y, bold, s)
}

// shrunk writes one text whole, as small as its column makes it.
func (p *pen) shrunk(c gridColumn, x, y mpt, bold bool, s string) {
	size := small
	for size > 3*point && p.width(s, size, bold) > c.width-2*cellPad {
		size -= point / 4
	}
	if c.right {
		p.right(x+c.width-cellPad, y, size, bold, s)
		return
	}
	p.text(x+cellPad, y, size, bold, s)
}

// group puts commas between the thousands of a decimal, as Mexico writes.
func group(s string) string { return money.Group(s) }
