package report

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
)

// maxAnnualRows bounds each table on paper.
const maxAnnualRows = 60

// rowsOf are the rows of a view and the place of each column.
func (s *Set) rowsOf(v *vista) (t *Table, rows [][]string, at func(string) int) {
	t = s.Table(v.table)
	at = func(key string) int { return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == key }) }
	for _, row := range t.All() {
		if v.keep == nil || v.keep(func(key string) string { return row[at(key)] }) {
			rows = append(rows, row)
		}
	}
	return t, rows, at
}

// shown is a cell in both languages, as people read it.
func (c *vistaColumn) shown(row []string, at func(string) int, kind Kind) document.Text {
	cell := row[at(c.key)]
	switch {
	case c.words:
		return worded(cell)
	case c.key == "mes" && cell == "0":
		return text("año", "year")
	case c.key == "cifra" && kind == Text:
		return same(figureInWords(cell))
	case c.unit == c.key && c.unit != "": // the key alone is told
		u, _ := catalog.Default().Unit(cell)
		return unitName(cell, u.Descripcion)
	case c.unit != "":
		return unitName(row[at(c.unit)], cell)
	case c.english != "":
		return document.Text{ES: cell, EN: row[at(c.english)]}
	case kind == Quantity || kind == Money:
		return document.Text{ES: group(cell), EN: group(cell)}
	}
	return document.Text{ES: cell, EN: cell}
}

// titleOf is the title of a column: of a pair, that of its first in either
// language.
func (c *vistaColumn) titleOf(t *Table, at func(string) int) document.Text {
	title := t.Columns[at(c.key)].Title
	if c.key == "mes" {
		return text("Mes", "Month")
	}
	if c.english != "" {
		title.EN = t.Columns[at(c.english)].Title.EN
	}
	return title
}

func (k Kind) number() bool { return k == Quantity || k == Money || k == Integer }

// annualParts are the sections of the paper.
func (s *Set) annualParts() []part {
	var out []part
	for _, x := range s.annualSections() {
		out = append(out, part{x.title, func(p *pen) {
			p.sectionOf(x.title, 120*point)
			for i := range x.views {
				s.drawView(p, &x.views[i], x.title)
			}
			for _, n := range x.notes {
				p.para(n)
			}
		}})
	}
	return out
}

// drawView is a table under its title, unless the heading above says the same.
func (s *Set) drawView(p *pen, v *vista, above document.Text) {
	t, rows, at := s.rowsOf(v)
	p.need(80 * point)
	if t.Title != above {
		p.text(margin, p.y+10*point, body, true, t.Title.In(p.lang))
		p.y += 16 * point
	}
	if v.before != (document.Text{}) {
		p.para(v.before)
	}
	if len(rows) == 0 && v.empty != (document.Text{}) {
		p.para(v.empty)
		return
	}
	columns := make([]gridColumn, len(v.columns))
	for i := range v.columns {
		columns[i] = gridColumn{v.columns[i].titleOf(t, at), v.columns[i].width, t.Columns[at(v.columns[i].key)].Kind.number()}
	}
	var cells [][]string
	for _, row := range rows[:min(len(rows), maxAnnualRows)] {
		line := make([]string, len(v.columns))
		for i := range v.columns {
			line[i] = v.columns[i].shown(row, at, t.Columns[at(v.columns[i].key)].Kind).In(p.lang)
		}
		cells = append(cells, line)
	}
	p.grid(columns, cells)
	if n := len(rows) - maxAnnualRows; n > 0 {
		p.para(more(n, "reportes/"+t.Name+".csv"))
	}
}

// annualLists are the same tables to search in a browser.
func (s *Set) annualLists() []pageList {
	var out []pageList
	for _, x := range s.annualSections() {
		for i := range x.views {
			out = append(out, s.viewList(&x.views[i], x.notes))
			x.notes = nil // said once
		}
	}
	return out
}

func (s *Set) viewList(v *vista, notes []document.Text) pageList {
	t, rows, at := s.rowsOf(v)
	out := pageTable{Title: t.Title}
	for i := range v.columns {
		c := pageColumn{Title: v.columns[i].titleOf(t, at)}
		switch kind := t.Columns[at(v.columns[i].key)].Kind; {
		case kind.number():
			c.Class = "n"
		case kind == Text:
			c.Class = "t"
		}
		out.Columns = append(out.Columns, c)
	}
	here := min(len(rows), maxPageRows)
	for _, row := range rows[:here] {
		var cells []document.Text
		for i := range v.columns {
			c := v.columns[i].shown(row, at, t.Columns[at(v.columns[i].key)].Kind)
			cells = append(cells, document.Text{ES: shown(c.ES), EN: shown(c.EN)})
		}
		out.Rows = append(out.Rows, cells)
	}
	order := v.before
	for _, n := range notes {
		order = document.Text{ES: trimmed(order.ES + " " + n.ES), EN: trimmed(order.EN + " " + n.EN)}
	}
	if len(rows) == 0 && v.empty != (document.Text{}) {
		order = document.Text{ES: trimmed(order.ES + " " + v.empty.ES), EN: trimmed(order.EN + " " + v.empty.EN)}
	}
	return pageList{ID: t.Name, File: "reportes/" + t.Name + ".csv", Title: t.Title, Note: bounded(order, here, len(rows)), Table: out}
}

// exportsChart is the exports of the year by month, by CFDI and by pedimento,
// in millions being told by the bars alone: each has its figure.
func (s *Set) exportsChart() (pageChart, bool) {
	r := s.year.sales
	var bars []pageBar
	table := pageTable{Title: text("Exportaciones por mes (MXN)", "Exports by month (MXN)"), Columns: []pageColumn{
		keyColumn("Mes", "Month"), numberColumn("Según CFDI", "By CFDI"), numberColumn("Según pedimento", "By pedimento"),
	}}
	for m := 1; m <= 12; m++ {
		label := strconv.Itoa(m)
		a, b := side(r, raoce.Exports, raoce.FromCFDI, m, "MXN"), side(r, raoce.Exports, raoce.FromPedimento, m, "MXN")
		for i, x := range []struct {
			v    string
			n    int64
			fill string
		}{{a.String(), positive(a.Micros()), fillSolid}, {b.String(), positive(b.Micros()), fillLines}} {
			bar := pageBar{Value: number(x.v).ES, Fill: x.fill, measure: x.n, pair: true}
			if i == 0 {
				bar.Label = same(label)
			}
			bars = append(bars, bar)
		}
		table.Rows = append(table.Rows, []document.Text{same(label), number(a.String()), number(b.String())})
	}
	c := drawn("g-exportaciones", text("Exportaciones por mes: CFDI y pedimentos (MXN)", "Exports by month: CFDI and pedimentos (MXN)"), bars, table)
	c.Legend = []pageFill{{fillSolid, text("según CFDI", "by CFDI")}, {fillLines, text("según pedimento", "by pedimento")}}
	return c, r.Figure(raoce.Exports, raoce.FromCFDI, 0).Documents+r.Figure(raoce.Exports, raoce.FromPedimento, 0).Documents > 0
}

// figureInWords groups the number that a figure begins with.
func figureInWords(s string) string {
	number, unit, ok := strings.Cut(s, " ")
	if ok && strings.Trim(number, "-0123456789.") == "" {
		return group(number) + " " + unit
	}
	return s
}

func positive(n int64, ok bool) int64 {
	if !ok || n < 0 {
		return 0
	}
	return n
}
