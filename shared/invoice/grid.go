package invoice

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
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
		fs.At(code+"_empty", document.Error, document.Spot{}, document.Textf(
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
		fs.At(code+"_heading", document.Error, g.spot(&s.Rows[index], ""), document.Textf(
			"La columna %s aparece dos veces; deje una.", "Column %s appears twice; leave one.", repeated))
		return nil
	}
	if m == nil {
		g.plain()
		g.strangers()
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
				g.findings.At(g.code+"_row_after", document.Error, g.spot(row, ""), document.Textf(
					"Hay un renglón con cifras después de los totales; revise si el mapeo toma por total un renglón.",
					"There is a row with figures after the totals; check whether the mapping takes a line for a total."))
			}
			g.lines = append(g.lines, row)
		case g.label(row):
			ended = true
		case ended:
			g.charged(row)
		case g.continues(row):
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
