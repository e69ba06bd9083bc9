package invoice

import (
	"fmt"
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/sheet"
)

// spot is the place of a row, and of a field in it when there is one.
func (g *grid) spot(row *sheet.Row, f field) document.Spot {
	column := -1
	if i, ok := g.at[f]; ok {
		column = i
	}
	at := sheet.At(g.sheet.Name, row.Number, column)
	at.Field = string(f)
	return at
}

// bad names the row, the column, what it says and what was expected.
func (g *grid) bad(row *sheet.Row, f field, value, es, en string) {
	g.wrong(g.code+"_value", row, f, value, es, en)
}

// wrong is bad with a code of its own.
func (g *grid) wrong(code string, row *sheet.Row, f field, value, es, en string) {
	g.findings.At(code, document.Error, g.spot(row, f), document.Text{
		ES: fmt.Sprintf("%s dice %q; se espera %s.", f, value, es),
		EN: fmt.Sprintf("%s says %q; expected %s.", f, value, en),
	})
}

// cell is the value of a field in a row: in its column, else beside its label.
func (g *grid) cell(row *sheet.Row, f field) sheet.Cell {
	c, mapped := sheet.Cell{}, false
	if i, ok := g.at[f]; ok {
		c, mapped = row.At(i), true
	}
	if p, ok := g.labels[f]; ok {
		if mapped && c.Text != "" && c.Text != p.cell.Text {
			g.bad(row, f, c.Text, fmt.Sprintf("%q como en la fila %d", p.cell.Text, p.row), fmt.Sprintf("%q as in row %d", p.cell.Text, p.row))
		}
		if c.Text == "" && c.Problem == nil {
			c = p.cell
		}
	}
	if c.Problem != nil {
		g.findings.At(g.code+"_cell", document.Error, g.spot(row, f), document.Text{
			ES: fmt.Sprintf("%s, %q: %s.", f, c.Text, c.Problem.ES), EN: fmt.Sprintf("%s, %q: %s.", f, c.Text, c.Problem.EN),
		})
		return sheet.Cell{}
	}
	c.Text = strings.TrimSpace(c.Text)
	return c
}

func (g *grid) text(row *sheet.Row, f field) string { return g.cell(row, f).Text }

// spoilt is what a spreadsheet leaves of a key it took for a figure and saved
// as text: 1.2E+10.
var spoilt = regexp.MustCompile(`^-?\d(?:[.,]\d+)?E[+-]\d{2,3}$`)

// key is the text of a field that identifies: a figure in its place may have
// lost zeros, a date or a fraction surely lost something.
func (g *grid) key(row *sheet.Row, f field) string {
	c := g.cell(row, f)
	switch {
	case c.Kind == sheet.Date || c.Kind == sheet.Bool || c.Kind == sheet.Number && strings.ContainsAny(c.Text, ".%"):
		g.bad(row, f, c.Text, "un texto; la hoja lo convirtió, escríbalo como texto", "a text; the sheet converted it, write it as text")
		return ""
	case c.Kind == sheet.Text && spoilt.MatchString(c.Text):
		g.bad(row, f, c.Text, "un texto; una hoja lo convirtió en cifra, recupérelo del original", "a text; a sheet turned it into a figure, recover it from the original")
		return ""
	case c.Kind == sheet.Number && !c.Padded && g.numeric[f] == 0:
		g.numeric[f] = row.Number
		g.findings.At(g.code+"_numeric_key", document.Warning, g.spot(row, f), document.Textf(
			"%s trae números guardados como cifra, como %s; si alguno empezaba con cero, se perdió: escríbalos como texto.",
			"%s holds numbers stored as figures, such as %s; a leading zero would be lost: write them as text.", f, c.Text))
	}
	return c.Text
}

// number reads a figure as the mapping writes it; a stored number is plain.
func (g *grid) number(c sheet.Cell) (money.Amount, bool) {
	if c.Kind == sheet.Number || g.m == nil {
		return sheet.Figure(c.Text)
	}
	return g.m.Number(c.Text)
}

// amount reads a figure; an empty cell is unknown.
func (g *grid) amount(row *sheet.Row, f field) money.Amount {
	c := g.cell(row, f)
	if c.Text == "" {
		return money.Amount{}
	}
	a, ok := g.number(c)
	if !ok {
		g.bad(row, f, c.Text, "un número como 1250.50, sin letras", "a number such as 1250.50, without letters")
	}
	return a
}

// day reads a date as the mapping writes it; a stored date is ISO.
func (g *grid) day(row *sheet.Row, f field) document.Date {
	c := g.cell(row, f)
	if c.Text == "" {
		return 0
	}
	if d, ok := sheet.Day(c.Text); ok && (c.Kind == sheet.Date || g.m == nil) {
		return d
	}
	if g.m != nil {
		if d, ok := g.m.Date(c.Text); ok {
			return d
		}
		g.bad(row, f, c.Text, "una fecha con el orden del mapeo ("+g.m.Fecha+") o AAAA-MM-DD", "a date in the order of the mapping ("+g.m.Fecha+") or YYYY-MM-DD")
		return 0
	}
	g.bad(row, f, c.Text, "AAAA-MM-DD como 2026-03-02 (día y mes sin duda)", "YYYY-MM-DD such as 2026-03-02 (day and month beyond doubt)")
	return 0
}

// unit is a unit as the mapping translates it, else as written.
func (g *grid) unit(row *sheet.Row, f field) string {
	written := g.text(row, f)
	if g.m == nil || written == "" {
		return written
	}
	key, ok := g.m.Unit(written)
	if !ok && len(g.m.Unidades) > 0 {
		g.bad(row, f, written, "una unidad del mapeo; agréguela a unidades", "a unit of the mapping; add it to unidades")
	}
	return key
}

// need reports a value that must be there: a cell that cannot be used has its
// own finding.
func (g *grid) need(row *sheet.Row, f field) {
	_, labelled := g.labels[f]
	if i, ok := g.at[f]; labelled || ok && (strings.TrimSpace(row.At(i).Text) != "" || row.At(i).Problem != nil) || g.given(f) != "" {
		return
	}
	g.bad(row, f, "", "un dato; la columna es obligatoria", "a value; the column is required")
}

// full reports that a person has enough errors to correct.
func (g *grid) full(row *sheet.Row) bool {
	if len(*g.findings) < maxFindings {
		return false
	}
	g.findings.At(g.code+"_more", document.Notice, g.spot(row, ""), document.Textf(
		"Hay más errores; se muestran los primeros %d.", "There are more errors; the first %d are shown.", maxFindings))
	return true
}
