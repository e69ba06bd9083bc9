package report

import (
	"strings"

	"example.com/immex/shared/document"
)

// gridColumn is one column of a table on a page.
type gridColumn struct {
	title document.Text
	width mpt
	right bool // numbers
}

const rowHeight = 13 * point

// grid draws rows under titles that repeat on every page.
func (p *pen) grid(columns []gridColumn, rows [][]string) {
	titles := func() { p.titles(columns) }
	p.need(3 * rowHeight)
	titles()
	for i, row := range rows {
		if p.need(rowHeight) {
			titles()
		}
		if i%2 == 1 {
			p.ink(246)
			p.pdf.Rect(margin.pt(), p.y.pt(), gridWidth(columns).pt(), rowHeight.pt(), "F")
			p.ink(0)
		}
		x := margin
		for c, s := range row {
			p.cell(columns[c], x, p.y+9*point, false, s)
			x += columns[c].width
		}
		p.y += rowHeight
	}
	p.y += 6 * point
}

// titles draws the titles of a grid in as many lines as the longest needs.
func (p *pen) titles(columns []gridColumn) {
	const leading = 9 * point
	wrapped := make([][]string, len(columns))
	deep := 0
	for i, c := range columns {
		wrapped[i] = p.wrap(c.title.In(p.lang), c.width-8*point, small)
		deep = max(deep, len(wrapped[i]))
	}
	height := mpt(deep)*leading + 5*point
	p.box(margin, p.y, gridWidth(columns), height, 226)
	x := margin
	for i, c := range columns {
		for n, l := range wrapped[i] {
			p.cell(c, x, p.y+leading+mpt(n)*leading, true, l)
		}
		x += c.width
	}
	p.y += height
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
	const pad = 3 * point
	if !c.right {
		p.text(x+pad, y, small, bold, p.fit(s, small, bold, c.width-2*pad))
		return
	}
	size := small
	for size > 3*point && p.width(s, size, bold) > c.width-2*pad {
		size -= point / 4
	}
	p.right(x+c.width-pad, y, size, bold, s)
}

// group puts commas between the thousands of a decimal, as Mexico writes.
func group(s string) string {
	sign, rest := "", s
	if strings.HasPrefix(s, "-") {
		sign, rest = "-", s[1:]
	}
	whole, fraction, _ := strings.Cut(rest, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}
