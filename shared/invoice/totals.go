package invoice

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/money"
	"example.com/immex/shared/sheet"
)

// totalRow takes the total of the invoice it names, or of the last one.
func (r *reader) totalRow(w *sheet.Row) {
	c := r.cell(w, mapping.Importe)
	a, ok := r.number(c)
	if !ok {
		r.bad(w, mapping.Importe, c.Text, "el total de la factura", "the total of the invoice")
		return
	}
	for i := len(r.invoices) - 1; i >= 0; i-- {
		v := &r.invoices[i]
		if n := r.text(w, mapping.Factura); n != "" && n != v.Numero && sheet.Fold(n) != "total" && sheet.Fold(n) != "totales" {
			continue
		}
		if v.Total.Known() {
			r.bad(w, mapping.Importe, a.Written(), "un solo total por factura", "one total per invoice")
		}
		v.Total = a
		r.sumRow(w, mapping.Cantidad, &v.TotalCantidad)
		return
	}
	r.bad(w, mapping.Factura, r.text(w, mapping.Factura), "una factura con renglones antes de su total", "an invoice with rows before its total")
}

// sameHeader refuses rows of one invoice that contradict each other.
func (r *reader) sameHeader(w *sheet.Row, first, v *Invoice) {
	for _, x := range []struct {
		f    field
		a, b string
	}{
		{mapping.Nombre, first.Proveedor, v.Proveedor},
		{mapping.Moneda, first.Moneda, v.Moneda},
		{mapping.Incoterm, first.Incoterm, v.Incoterm},
		{mapping.Pedimento, first.Pedimento, v.Pedimento},
		{mapping.COVE, first.COVE, v.COVE},
		{mapping.IDComprador, first.CompradorID, v.CompradorID},
		{mapping.Comprador, first.Comprador, v.Comprador},
		{mapping.Vinculacion, first.Vinculacion, v.Vinculacion},
		{mapping.OrdenCompra, first.OrdenCompra, v.OrdenCompra},
	} {
		if x.a != x.b {
			r.bad(w, x.f, x.b, fmt.Sprintf("%q como en el primer renglón de la factura %s", x.a, v.Numero),
				fmt.Sprintf("%q as in the first row of invoice %s", x.a, v.Numero))
		}
	}
}

// finish holds each total against its lines.
func (r *reader) finish() {
	if len(r.invoices) == 0 && !r.findings.Blocking() {
		r.findings.At("invoice_empty", document.Error, document.Spot{}, document.Textf(
			"El archivo no trae renglones de factura.", "The file has no invoice rows."))
	}
	if r.m != nil && !r.findings.Blocking() {
		r.closing()
	}
	for i := range r.invoices {
		v := &r.invoices[i]
		if r.m != nil {
			v.Cotejo = document.CotejoParcial
			if v.Total.Known() {
				v.Cotejo = document.CotejoCompleto
			}
		}
		r.crossfoot(v)
		r.proved(v)
	}
}

// closing takes the totals of a mapped document, which has one invoice: beside
// their labels, and in a totals row.
func (r *reader) closing() {
	if len(r.invoices) > 1 {
		if len(r.totals)+len(r.closingLabels()) > 0 {
			r.findings.At("invoice_several", document.Error, r.spot(&r.sheet.Rows[r.heading], ""), document.Textf(
				"La hoja trae %d facturas y un total; envíe una por hoja.", "The sheet has %d invoices and one total; send one per sheet.", len(r.invoices)))
		}
		return
	}
	v := &r.invoices[0]
	for _, x := range []struct {
		f  field
		to *money.Amount
	}{
		{mapping.Subtotal, &v.Subtotal},
		{mapping.Flete, &v.Flete},
		{mapping.Seguro, &v.Seguro},
		{mapping.Embalaje, &v.Embalaje},
		{mapping.OtrosCargos, &v.OtrosCargos},
		{mapping.Descuento, &v.Descuento},
		{mapping.Total, &v.Total},
		{mapping.TotalCantidad, &v.TotalCantidad},
		{mapping.TotalBultos, &v.TotalBultos},
		{mapping.TotalNetoKG, &v.NetoKG},
		{mapping.TotalNetoLB, &v.NetoLB},
		{mapping.TotalBrutoKG, &v.BrutoKG},
		{mapping.TotalBrutoLB, &v.BrutoLB},
	} {
		r.beside1(x.f, x.to)
	}
	for _, w := range r.totals {
		r.sumRow(w, mapping.Importe, &v.Total)
		r.sumRow(w, mapping.Cantidad, &v.TotalCantidad)
		r.sumRow(w, mapping.Bultos, &v.TotalBultos)
	}
	if len(r.m.Labels(mapping.Total)) > 0 && !v.Total.Known() {
		r.findings.At("invoice_no_total", document.Error, document.Spot{Sheet: r.sheet.Name, Invoice: v.Numero}, document.Textf(
			"El mapeo espera un total (%s) y el documento no lo trae; puede estar cortado, pídalo completo.",
			"The mapping expects a total (%s) and the document has none; it may be cut short, ask for all of it.", strings.Join(r.m.Labels(mapping.Total), ", ")))
	}
}

func (r *reader) closingLabels() []field {
	var out []field
	for _, f := range moneyLabels() {
		if _, ok := r.labels[f]; ok {
			out = append(out, f)
		}
	}
	return out
}

// beside1 reads the figure beside a label.
func (g *grid) beside1(f field, to *money.Amount) {
	p, ok := g.labels[f]
	if !ok {
		return
	}
	row := sheet.Row{Number: p.row}
	if p.cell.Problem == nil {
		if a, ok := g.number(p.cell); ok {
			*to = a
			return
		}
	}
	g.bad(&row, f, p.cell.Text, "un número como 1250.50, sin letras", "a number such as 1250.50, without letters")
}

// sumRow reads the total of a column from a totals row.
func (g *grid) sumRow(w *sheet.Row, f field, to *money.Amount) {
	i, ok := g.at[f]
	if !ok || w.At(i).Text == "" || isTotalWord(w.At(i).Text) {
		return
	}
	a := g.amount(w, f)
	if to.Known() && a.Known() && !to.Equal(a) {
		g.bad(w, f, a.Written(), to.Written()+", que ya decía otro total", to.Written()+", which another total already said")
	}
	*to = a
}
