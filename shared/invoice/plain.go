package invoice

import (
	"regexp"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/sheet"
)

// What the headings of this package leave to the values of a table: a mapping
// answers both questions by itself.

// lineHeadings name a part in some tables and number the lines in others.
func lineHeadings() []string { return []string{"item"} }

// named is the row of headings without those that only number the lines.
func named(s *sheet.Sheet, index int) *sheet.Row {
	row := s.Rows[index]
	row.Cells = slices.Clone(row.Cells)
	at, _ := columnsOf(&row, nil)
	invoice, ok := at[mapping.Factura]
	if !ok {
		invoice = -1
	}
	for i := range row.Cells {
		if slices.Contains(lineHeadings(), sheet.Fold(row.Cells[i].Text)) && counts(s.Rows[index+1:], i, invoice) {
			row.Cells[i] = sheet.Cell{}
		}
	}
	return &row
}

// counts reports a column that says 1, 2, 3… in order, from 1 again where an
// invoice begins.
func counts(rows []sheet.Row, column, invoice int) bool {
	next, number := 1, ""
	for i := range rows {
		row := &rows[i]
		text := row.At(column).Text
		if text == "" || isTotalWord(text) || isTotalRow(row) {
			continue
		}
		if now := row.At(invoice).Text; now != number && next > 1 && text == "1" {
			next = 1
		}
		number = row.At(invoice).Text
		if n, err := strconv.Atoi(text); err != nil || n != next {
			return false
		}
		next++
	}
	return next > 1
}

var (
	// pointThousands is a figure whose point may be decimal or of thousands;
	// one that begins with 0 has no thousands.
	pointThousands = regexp.MustCompile(`^[-+]?\$?\s*[1-9]\d{0,2}\.\d{3}$`)
	pointed        = regexp.MustCompile(`^[-+]?\$?\s*[\d,]*\.\d+$`)
)

// figureFields are the columns of figures, whose texts share one decimal sign.
func figureFields() []field {
	return []field{
		mapping.Cantidad, mapping.Precio, mapping.Importe, mapping.Bultos,
		mapping.NetoKG, mapping.NetoLB, mapping.BrutoKG, mapping.BrutoLB,
	}
}

// decimals refuses a table whose points may all be of thousands: 1.250 is one
// and a quarter in Mexico and 1250 in Germany. One text with other than three
// digits after its point settles it; a stored number says nothing of how the
// texts beside it are written.
func (g *grid) decimals() {
	var doubtful *sheet.Row
	var of field
	for _, row := range g.lines {
		for _, f := range figureFields() {
			i, ok := g.at[f]
			c := row.At(i)
			switch {
			case !ok || c.Kind != sheet.Text:
			case pointThousands.MatchString(c.Text):
				if doubtful == nil {
					doubtful, of = row, f
				}
			case pointed.MatchString(c.Text):
				return
			}
		}
	}
	if doubtful == nil {
		return
	}
	says, code := doubtful.At(g.at[of]).Text, "invoice_decimal"
	if g.code == "packing" {
		code = "packing_decimal"
	}
	g.findings.At(code, document.Error, g.spot(doubtful, of), document.Textf(
		"%s dice %q y toda cifra con punto trae tres dígitos después: no se sabe si el punto es decimal o de millares. Entregue el archivo con un mapeo del proveedor que diga decimal: \".\" o \",\", o con otro número de decimales.",
		"%s says %q and every figure with a point has three digits after it: it cannot be told whether the point is decimal or of thousands. Deliver the file with a mapping of the supplier that says decimal: \".\" or \",\", or with another number of decimals.",
		of, says))
}
