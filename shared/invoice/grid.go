package invoice

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/money"
	"example.com/immex/shared/sheet"
)

// maxFindings is where a person stops reading errors of one file.
const maxFindings = 200

// grid is a table with what stands around it.
type grid struct {
	code     string // prefix of the findings: invoice or packing
	sheet    *sheet.Sheet
	m        *mapping.Index // nil: the headings of this package
	at       map[field]int
	heading  int
	labels   map[field]place
	lines    []*sheet.Row
	totals   []*sheet.Row
	findings *document.Findings
	numeric  map[field]int // rows where a key is stored as a figure
}

// place is a value found beside a label.
type place struct {
	cell        sheet.Cell
	row, column int
}

// lay finds the headings, the labels and the rows of a table.
func lay(s *sheet.Sheet, known *mapping.Mapping, want What, code string, fs *document.Findings) *grid {
	var m *mapping.Index
	if known != nil {
		m = known.Index()
	}
	g := &grid{code: code, sheet: s, m: m, labels: map[field]place{}, findings: fs, numeric: map[field]int{}}
	what, index := headingRow(s, m)
	if len(s.Rows) == 0 || what != Neither && index == len(s.Rows)-1 {
		fs.Add(code+"_empty", document.Error, "archivo", document.Textf(
			"El archivo no trae encabezados y renglones.", "The file has no heading and rows."))
		return nil
	}
	if what != want {
		index = 0
	}
	var repeated field
	g.heading = index
	headings := &s.Rows[index]
	if m == nil {
		headings = named(s, index)
	}
	g.at, repeated = columnsOf(headings, m)
	if repeated != "" {
		fs.Add(code+"_heading", document.Error, g.where(&s.Rows[index], ""), document.Textf(
			"La columna %s aparece dos veces; deje una.", "Column %s appears twice; leave one.", repeated))
		return nil
	}
	if m == nil {
		g.plain()
		g.decimals()
	} else {
		g.mapped()
	}
	return g
}

// plain takes every row below the headings.
func (g *grid) plain() {
	for i := g.heading + 1; i < len(g.sheet.Rows); i++ {
		row := &g.sheet.Rows[i]
		switch {
		case row.Blank():
		case g.isTotal(row):
			g.totals = append(g.totals, row)
			g.lines = append(g.lines, row) // in their order: a total closes its invoice
		default:
			g.lines = append(g.lines, row)
		}
	}
}

// mapped takes the rows from the headings to the first total or label below,
// and the labels above and below.
func (g *grid) mapped() {
	for i := range g.heading {
		g.label(&g.sheet.Rows[i])
	}
	ended := false
	for i := g.heading + 1; i < len(g.sheet.Rows); i++ {
		row := &g.sheet.Rows[i]
		switch {
		case row.Blank() || g.isHeading(row):
		case g.isTotal(row) || g.figures(row) > 1 && !g.priced(row) && g.names(row, mapping.Total):
			ended = true
			g.totals = append(g.totals, row)
		case g.priced(row) && g.figures(row) > 1:
			if ended {
				g.findings.Add(g.code+"_row_after", document.Error, g.where(row, ""), document.Textf(
					"Hay un renglón con cifras después de los totales; revise si el mapeo toma por total un renglón.",
					"There is a row with figures after the totals; check whether the mapping takes a line for a total."))
			}
			g.lines = append(g.lines, row)
		case g.label(row):
			ended = true
		case ended, g.continues(row):
		default:
			g.lines = append(g.lines, row)
		}
	}
}

// priced reports a row that has what only a line of goods has: a price, or
// where there is no column of prices a part.
func (g *grid) priced(row *sheet.Row) bool {
	if i, ok := g.at[mapping.Precio]; ok {
		_, ok := g.number(row.At(i))
		return ok
	}
	for _, f := range []field{mapping.Parte, mapping.Descripcion} {
		if i, ok := g.at[f]; ok {
			_, isLabel := g.m.Label(row.At(i).Text)
			return row.At(i).Text != "" && !isLabel
		}
	}
	return false
}

// names reports a row with a label of a field.
func (g *grid) names(row *sheet.Row, want field) bool {
	for i := range row.Cells {
		if f, ok := g.m.Label(row.Cells[i].Text); ok && f == want {
			return true
		}
	}
	return false
}

// isHeading reports the headings repeated on a new page.
func (g *grid) isHeading(row *sheet.Row) bool {
	at, _ := columnsOf(row, g.m)
	return len(at) == len(g.at) && len(at) > 1
}

// figures counts the cells of a row in columns of figures.
func (g *grid) figures(row *sheet.Row) int {
	n := 0
	for _, f := range figureFields() {
		if i, ok := g.at[f]; ok && row.At(i).Text != "" {
			n++
		}
	}
	return n
}

// continues adds a row that only goes on with the description to the line
// before it; the row then is no line of its own.
func (g *grid) continues(row *sheet.Row) bool {
	i, ok := g.at[mapping.Descripcion]
	if !ok || len(g.lines) == 0 || row.At(i).Text == "" {
		return false
	}
	for j := range row.Cells {
		if j != i && row.Cells[j].Text != "" {
			return false
		}
	}
	last := *g.lines[len(g.lines)-1]
	last.Cells = slices.Clone(last.Cells)
	for len(last.Cells) <= i {
		last.Cells = append(last.Cells, sheet.Cell{})
	}
	last.Cells[i].Text = strings.TrimSpace(last.Cells[i].Text + " " + row.At(i).Text)
	g.lines[len(g.lines)-1] = &last
	return true
}

// isTotal recognises a totals row: the word stands in it and there is no
// price.
func (g *grid) isTotal(row *sheet.Row) bool {
	if i, ok := g.at[mapping.Precio]; ok && row.At(i).Text != "" && (g.m == nil || g.priced(row)) {
		return false
	}
	return isTotalRow(row)
}

// isTotalRow reports a row with the word in a cell of its own.
func isTotalRow(row *sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return isTotalWord(c.Text) })
}

func isTotalWord(text string) bool {
	switch sheet.Fold(text) {
	case "total", "totales", "totals", "total_factura", "invoice_total", "grand_total", "gran_total":
		return true
	}
	return false
}

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
		g.findings.Add(g.code+"_label", document.Error, sheet.Where(g.sheet.Name, p.row, p.column), document.Textf(
			"%s dice %q y en la fila %d decía %q; deje uno.", "%s says %q and in row %d it said %q; leave one.",
			f, p.cell.Text, before.row, before.cell.Text))
		return
	}
	g.labels[f] = p
}

// where names a row, and a field when there is one.
func (g *grid) where(row *sheet.Row, f field) string {
	w := fmt.Sprintf("fila %d", row.Number)
	if g.sheet.Name != "" {
		w = "hoja " + g.sheet.Name + ", " + w
	}
	if f != "" {
		w += ", columna " + string(f)
	}
	return w
}

// bad names the row, the column, what it says and what was expected.
func (g *grid) bad(row *sheet.Row, f field, value, es, en string) {
	g.findings.Add(g.code+"_value", document.Error, g.where(row, f), document.Text{
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
		g.findings.Add(g.code+"_cell", document.Error, g.where(row, f), document.Text{
			ES: fmt.Sprintf("%s, %q: %s.", f, c.Text, c.Problem.ES), EN: fmt.Sprintf("%s, %q: %s.", f, c.Text, c.Problem.EN),
		})
		return sheet.Cell{}
	}
	c.Text = strings.TrimSpace(c.Text)
	return c
}

func (g *grid) text(row *sheet.Row, f field) string { return g.cell(row, f).Text }

// key is the text of a field that identifies: a figure in its place may have
// lost zeros, a date or a fraction surely lost something.
func (g *grid) key(row *sheet.Row, f field) string {
	c := g.cell(row, f)
	switch {
	case c.Kind == sheet.Date || c.Kind == sheet.Bool || c.Kind == sheet.Number && strings.ContainsAny(c.Text, ".%"):
		g.bad(row, f, c.Text, "un texto; la hoja lo convirtió, escríbalo como texto", "a text; the sheet converted it, write it as text")
		return ""
	case c.Kind == sheet.Number && !c.Padded && g.numeric[f] == 0:
		g.numeric[f] = row.Number
		g.findings.Add(g.code+"_numeric_key", document.Warning, g.where(row, f), document.Textf(
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

// need reports a value that must be there.
func (g *grid) need(row *sheet.Row, f field, missing bool) {
	if missing {
		g.bad(row, f, "", "un dato; la columna es obligatoria", "a value; the column is required")
	}
}

// full reports that a person has enough errors to correct.
func (g *grid) full(row *sheet.Row) bool {
	if len(*g.findings) < maxFindings {
		return false
	}
	g.findings.Add(g.code+"_more", document.Notice, g.where(row, ""), document.Textf(
		"Hay más errores; se muestran los primeros %d.", "There are more errors; the first %d are shown.", maxFindings))
	return true
}
