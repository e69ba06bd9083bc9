package invoice

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/sheet"
)

// label takes the values of the labels in a row; false when it has none.
func (g *grid) label(row *sheet.Row) bool {
	found := false
	for i := range row.Cells {
		text := row.Cells[i].Text
		if f, ok := g.m.Label(text); ok {
			found = true
			g.keep(f, g.beside(row, i))
			continue
		}
		if name, value, cut := strings.Cut(text, ":"); cut {
			if f, ok := g.m.Label(name); ok && strings.TrimSpace(value) != "" {
				found = true
				if f != mapping.Fecha && strings.Contains(value, ":") {
					g.bad(row, f, value, "un dato por celda; ésta parece traer varias etiquetas", "one value per cell; this one seems to hold several labels")
					continue
				}
				g.keep(f, place{sheet.Cell{Text: strings.TrimSpace(value)}, row.Number, i})
			}
		}
	}
	return found
}

// besideWithin is how many columns after a label its value may stand: farther
// away stands something else.
const besideWithin = 4

// beside is the value of a label: the next cell of the row with something in
// it, or, in a row of several labels, the cell below.
func (g *grid) beside(row *sheet.Row, column int) place {
	for i := column + 1; i < len(row.Cells) && i <= column+besideWithin; i++ {
		if c := row.Cells[i]; c.Text != "" || c.Problem != nil {
			if _, isLabel := g.m.Label(c.Text); isLabel || strings.HasSuffix(c.Text, ":") {
				break
			}
			return place{c, row.Number, i}
		}
	}
	if g.countLabels(row) < 2 {
		return place{row: row.Number, column: column}
	}
	for i := range g.sheet.Rows {
		if below := &g.sheet.Rows[i]; below.Number == row.Number+1 {
			c := below.At(column)
			if _, isLabel := g.m.Label(c.Text); !isLabel && i != g.heading {
				return place{c, below.Number, column}
			}
		}
	}
	return place{row: row.Number, column: column}
}

func (g *grid) countLabels(row *sheet.Row) (n int) {
	for i := range row.Cells {
		if _, ok := g.m.Label(row.Cells[i].Text); ok {
			n++
		}
	}
	return n
}

// keep holds a field to one value.
func (g *grid) keep(f field, p place) {
	if p.cell.Text == "" && p.cell.Problem == nil {
		return
	}
	if before, ok := g.labels[f]; ok && before.cell.Text != p.cell.Text {
		g.findings.At(g.code+"_label", document.Error, sheet.At(g.sheet.Name, p.row, p.column), document.Textf(
			"%s dice %q y en la fila %d decía %q; deje uno.", "%s says %q and in row %d it said %q; leave one.",
			f, p.cell.Text, before.row, before.cell.Text))
		return
	}
	g.labels[f] = p
}
