package invoice

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/sheet"
)

// What a table holds and this package does not understand is said, and refused
// where it may change what the rest means.

// chargeWords are words of headings whose figures change what is paid.
func chargeWords() []string {
	return []string{
		"descuento", "descuentos", "discount", "discounts", "rebate", "bonificacion", "anticipo", "anticipos", "deposit", "deposito",
		"advance", "prepayment", "flete", "fletes", "freight", "seguro", "insurance", "cargo", "cargos", "charge", "charges", "surcharge",
		"impuesto", "impuestos", "iva", "vat", "tax", "taxes", "credit", "credito", "deduction", "deduccion", "allowance", "ajuste", "adjustment",
	}
}

// nameWords are words of headings that name something: a tax id, the terms of
// freight.
func nameWords() []string {
	return []string{"id", "no", "number", "numero", "code", "clave", "terms", "condiciones", "type", "tipo"}
}

// charges reports a heading of a charge or a discount.
func charges(heading string) bool {
	words := strings.Split(sheet.Fold(heading), "_")
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(chargeWords(), w) }) &&
		!slices.ContainsFunc(words, func(w string) bool { return slices.Contains(nameWords(), w) })
}

// strangers refuses values without a heading, which are what a comma too many
// makes of a row, and columns of charges; it names the other columns that are
// not used.
func (g *grid) strangers() {
	headings := &g.sheet.Rows[g.heading]
	used := map[int]bool{}
	for _, i := range g.at {
		used[i] = true
	}
	for i := range headings.Cells {
		text := headings.Cells[i].Text
		if text == "" || used[i] || slices.Contains(lineHeadings(), sheet.Fold(text)) {
			continue
		}
		at := sheet.At(g.sheet.Name, headings.Number, i)
		first := g.firstFigure(i)
		if charges(text) && first > 0 {
			g.findings.At("invoice_cargo_ajeno", document.Error, at, document.Textf(
				"La columna %q trae importes desde la fila %d y no se entiende; inclúyalos en precio e importe, o entregue el archivo con un mapeo del proveedor (immex template mapeo).",
				"Column %q holds amounts from row %d on and is not understood; include them in price and amount, or deliver the file with a mapping of the supplier (immex template mapeo).", text, first))
			continue
		}
		g.findings.At(g.code+"_column_unused", document.Warning, at, document.Textf(
			"La columna %q no se usa.", "Column %q is not used.", text))
	}
	for i := g.heading + 1; i < len(g.sheet.Rows); i++ {
		row := &g.sheet.Rows[i]
		for k := range row.Cells {
			if row.Cells[k].Text != "" && headings.At(k).Text == "" && len(*g.findings) < maxFindings {
				g.findings.At("invoice_sin_encabezado", document.Error, sheet.At(g.sheet.Name, row.Number, k), document.Textf(
					"La celda dice %q y su columna no tiene encabezado; si un texto lleva comas enciérrelo entre comillas, si no quite el dato o póngale encabezado.",
					"The cell says %q and its column has no heading; if a text has commas put it in quotes, else remove the value or give it a heading.", cut(row.Cells[k].Text)))
			}
		}
	}
}

// firstFigure is the first row with a figure other than zero in a column, 0
// without one.
func (g *grid) firstFigure(column int) int {
	for i := g.heading + 1; i < len(g.sheet.Rows); i++ {
		text := strings.Trim(g.sheet.Rows[i].At(column).Text, "%")
		if a, ok := sheet.Figure(text); ok && a.Sign() != 0 || !ok && strings.ContainsAny(text, "123456789") {
			return g.sheet.Rows[i].Number
		}
	}
	return 0
}

// charged refuses a row below the totals that has an amount where the amounts
// stand, and a label nobody knows: it may be a discount, a deposit, a charge.
func (g *grid) charged(row *sheet.Row) {
	columns := map[int]bool{}
	if i, ok := g.at[mapping.Importe]; ok {
		columns[i] = true
	}
	for _, f := range moneyLabels() {
		if p, ok := g.labels[f]; ok {
			columns[p.column] = true
		}
	}
	for i := range row.Cells {
		a, ok := g.number(row.Cells[i])
		if !columns[i] || !ok || a.Sign() == 0 {
			continue
		}
		g.findings.At("invoice_cargo_ajeno", document.Error, sheet.At(g.sheet.Name, row.Number, i), document.Textf(
			"%q está entre los totales y no se sabe qué es; agregue su etiqueta al mapeo (flete, seguro, embalaje, otros_cargos, descuento) o pida el documento sin él.",
			"%q stands among the totals and it is not known what it is; add its label to the mapping (flete, seguro, embalaje, otros_cargos, descuento) or ask for the document without it.", cut(said(row))))
		return
	}
}

// moneyLabels are the fields of the totals that are amounts of money.
func moneyLabels() []field {
	return []field{mapping.Subtotal, mapping.Flete, mapping.Seguro, mapping.Embalaje, mapping.OtrosCargos, mapping.Descuento, mapping.Total}
}

// said is what a row says, its cells one after another.
func said(row *sheet.Row) string {
	var words []string
	for i := range row.Cells {
		if t := row.Cells[i].Text; t != "" {
			words = append(words, t)
		}
	}
	return strings.Join(words, " ")
}

// cut keeps a value quotable.
func cut(s string) string {
	const shown = 60
	r := []rune(s)
	if len(r) <= shown {
		return s
	}
	return string(r[:shown]) + "…"
}
