package report

import (
	"strconv"

	"example.com/immex/shared/document"
)

// part is one part of the paper after its cover, as the contents list it.
type part struct {
	title document.Text
	draw  func(*pen)
}

// parts are the parts of the paper in reading order. Each begins with a
// section of its title.
func (s *Set) parts(from Provenance) []part {
	parts := []part{
		{document.Text{ES: "Saldos por fracción", EN: "Balances per fracción"}, s.balances},
		{document.Text{ES: "Vencimientos", EN: "Due dates"}, s.dueDates},
		{chartsTitle(), s.chartPages},
	}
	if s.month != nil {
		parts = append(parts, s.monthParts()...)
	}
	if s.year != nil {
		parts = append(parts, s.annualParts()...)
	}
	return append(parts, []part{
		{document.Text{ES: "Hallazgos", EN: "Findings"}, s.foundPages},
		{document.Text{ES: "Qué es y qué no es el sello", EN: "What the seal is and is not"}, func(p *pen) { s.closing(p, from) }},
	}...)
}

func chartsTitle() document.Text { return document.Text{ES: "Gráficas", EN: "Charts"} }

// contents lists the parts with their pages, each a link. On the draft, where
// the pages are not known, it takes the same room.
func (p *pen) contents(parts []part) {
	p.sectionOf(document.Text{ES: "Contenido", EN: "Contents"}, 30*point+mpt(len(parts))*rowHeight)
	for _, x := range parts {
		p.need(rowHeight)
		at := p.known[x.title.ES]
		p.text(margin, p.y+9*point, body, false, x.title.In(p.lang))
		p.right(margin+bodyWidth, p.y+9*point, body, false, strconv.Itoa(at))
		if at > 0 {
			link := p.pdf.AddLink()
			p.pdf.SetLink(link, 0, at)
			p.pdf.Link(margin.pt(), p.y.pt(), bodyWidth.pt(), rowHeight.pt(), link)
		}
		p.y += rowHeight
	}
}

// chartPages are the charts of the page for browsers, two in a row; that of
// due dates stands with its table already.
func (s *Set) chartPages(p *pen) {
	charts, notes := s.charts()
	p.sectionOf(chartsTitle(), 20*point+firstRow(charts))
	var row []pageChart
	flush := func() {
		var deep mpt
		for i := range row {
			deep = max(deep, row[i].depth())
		}
		p.need(deep)
		for i := range row {
			p.figure(&row[i], margin+mpt(i)*(bodyWidth/2+6*point), p.y)
		}
		p.y += deep
		row = nil
	}
	for i := range charts {
		if charts[i].ID == calendarID {
			continue
		}
		if row = append(row, charts[i]); len(row) == 2 {
			flush()
		}
	}
	if len(row) > 0 {
		flush()
	}
	for _, n := range append(notes, s.flowNote()) {
		p.para(n)
	}
}

// firstRow is how deep the first two charts are that are drawn here.
func firstRow(charts []pageChart) (deep mpt) {
	n := 0
	for i := range charts {
		if charts[i].ID != calendarID && n < 2 {
			deep, n = max(deep, charts[i].depth()), n+1
		}
	}
	return deep
}

// A unit of a chart on paper, and the room of its title and legend.
const (
	chartUnit = 716 // 360 of them are half a page wide
	chartHead = 30 * point
)

// A legend has so many names in its first row.
const (
	legendRow  = 3
	legendHigh = 10 * point
)

// head is the room of a title and its legend.
func (c *pageChart) head() mpt {
	if len(c.Legend) > legendRow {
		return chartHead + legendHigh
	}
	return chartHead
}

func (c *pageChart) depth() mpt { return c.head() + mpt(c.Height)*chartUnit + 12*point }

// figure draws a chart of the page in greys, its figures behind its bars.
func (p *pen) figure(c *pageChart, x, y mpt) {
	p.text(x, y+body, body, true, p.fit(c.Title.In(p.lang), body, true, chartWidth*chartUnit))
	at, down := x, mpt(0)
	for i, l := range c.Legend {
		if i == legendRow {
			at, down = x, legendHigh
		}
		p.box(at, y+down+14*point, 14*point, 7*point, greyOf(l.Fill))
		name := l.Name.In(p.lang)
		p.text(at+18*point, y+down+20*point, small, false, name)
		at += 30*point + p.width(name, small, false)
	}
	if len(c.Legend) == 0 && len(c.Notes) > 0 {
		p.text(x, y+20*point, small, false, c.Notes[0].In(p.lang))
	}
	y += c.head()
	axis := x + chartAxis*chartUnit
	for i := range c.Bars {
		b := &c.Bars[i]
		for _, part := range b.Parts {
			p.box(x+mpt(part.X)*chartUnit, y+mpt(b.Top)*chartUnit, mpt(part.Long)*chartUnit, mpt(b.Thick)*chartUnit, greyOf(part.Fill))
		}
		if b.Long > 0 && len(b.Parts) == 0 {
			p.box(axis, y+mpt(b.Top)*chartUnit, mpt(b.Long)*chartUnit, mpt(b.Thick)*chartUnit, greyOf(b.Fill))
		}
		size, base := small, y+mpt(b.Baseline)*chartUnit
		p.right(axis-4*point, base, size, false, p.fit(b.Label.In(p.lang), size, false, (chartAxis-6)*chartUnit))
		if b.Small {
			size -= point
		}
		p.text(x+mpt(b.ValueAt)*chartUnit, base, size, false, b.Value)
	}
	p.pdf.Line(axis.pt(), y.pt(), axis.pt(), (y + mpt(c.Height)*chartUnit).pt())
}

// greyOf is a fill of the page on paper.
func greyOf(fill string) int {
	switch fill {
	case fillSolid:
		return 40
	case fillCross:
		return 110
	case fillLines:
		return 170
	case fillDots:
		return 205
	case fillPale:
		return 235
	}
	return 255
}
