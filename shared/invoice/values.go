package invoice

import (
	"fmt"
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// thousands is a number with commas exactly where thousands go; any other use
// of a comma could be a decimal sign and is refused rather than guessed.
var thousands = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+(\.\d+)?$`)

// number reads a plain decimal, with thousands commas and a leading "$" as
// spreadsheets print them.
func number(s string) (money.Amount, bool) {
	s = strings.TrimSpace(strings.TrimPrefix(s, "$"))
	if thousands.MatchString(s) {
		// "1,234" could be 1.234 in another country: only with decimals, or
		// with two commas, is it beyond doubt.
		if strings.Count(s, ",") < 2 && !strings.Contains(s, ".") {
			return money.Amount{}, false
		}
		s = strings.ReplaceAll(s, ",", "")
	}
	a, err := money.Parse(s)
	return a, err == nil && a.Known()
}

var slashDate = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$`)

// date takes YYYY-MM-DD; a date with the day or month first only when it can
// mean one day alone.
func (r *reader) date(w row) document.Date {
	s := r.need(w, colFecha)
	if s == "" {
		return 0
	}
	if d, err := document.ParseDate(s); err == nil && d.Known() {
		return d
	}
	if m := slashDate.FindStringSubmatch(s); m != nil {
		var a, b, y int
		if _, err := fmt.Sscan(m[1]+" "+m[2]+" "+m[3], &a, &b, &y); err == nil {
			dayFirst, monthFirst := document.NewDate(y, b, a), document.NewDate(y, a, b)
			switch {
			case dayFirst == monthFirst, !monthFirst.Known():
				if dayFirst.Known() {
					return dayFirst
				}
			case !dayFirst.Known():
				return monthFirst
			}
		}
	}
	r.bad(w, colFecha, s, "AAAA-MM-DD como 2026-03-02 (día y mes sin duda)", "YYYY-MM-DD such as 2026-03-02 (day and month beyond doubt)")
	return 0
}

// isTotal recognises a totals row: the word stands in a text column and there
// is no quantity with a price.
func (r *reader) isTotal(w row) bool {
	if r.cell(w, colPrecio) != "" {
		return false
	}
	for _, c := range w.cells {
		switch fold(c) {
		case "total", "totales", "total_factura", "invoice_total", "grand_total", "gran_total":
			return true
		}
	}
	return false
}

// totalRow takes the total of the invoice it names, or of the last one.
func (r *reader) totalRow(w row) {
	a, ok := number(r.cell(w, colImporte))
	if !ok {
		r.bad(w, colImporte, r.cell(w, colImporte), "el total de la factura", "the total of the invoice")
		return
	}
	for i := len(r.invoices) - 1; i >= 0; i-- {
		v := &r.invoices[i]
		if n := r.cell(w, colNumero); n != "" && n != v.Numero && fold(n) != "total" && fold(n) != "totales" {
			continue
		}
		if v.Total.Known() {
			r.bad(w, colImporte, a.Written(), "un solo total por factura", "one total per invoice")
		}
		v.Total = a
		return
	}
	r.bad(w, colNumero, r.cell(w, colNumero), "una factura con renglones antes de su total", "an invoice with rows before its total")
}

// sameHeader refuses rows of one invoice that contradict each other.
func (r *reader) sameHeader(w row, first, v *Invoice) {
	for _, x := range []struct {
		c    column
		a, b string
	}{
		{colProveedor, first.Proveedor, v.Proveedor},
		{colMoneda, first.Moneda, v.Moneda},
		{colIncoterm, first.Incoterm, v.Incoterm},
		{colPedimento, first.Pedimento, v.Pedimento},
		{colCOVE, first.COVE, v.COVE},
	} {
		if x.a != x.b {
			r.bad(w, x.c, x.b, fmt.Sprintf("%q como en el primer renglón de la factura %s", x.a, v.Numero),
				fmt.Sprintf("%q as in the first row of invoice %s", x.a, v.Numero))
		}
	}
}

// finish holds each totals row against its lines.
func (r *reader) finish() {
	if len(r.invoices) == 0 && !r.findings.Blocking() {
		r.findings.Add("invoice_empty", document.Error, "archivo", document.Textf(
			"El archivo no trae renglones de factura.", "The file has no invoice rows."))
	}
	for i := range r.invoices {
		v := &r.invoices[i]
		if !v.Total.Known() {
			continue
		}
		var sum money.Sum
		for _, l := range v.Lineas {
			sum.Add(l.Importe)
		}
		got, ok := sum.Total()
		if ok && money.Within(got, v.Total, money.FromMicros(10_000)) {
			continue
		}
		r.findings.Add("invoice_total", document.Error, "factura "+v.Numero, document.Textf(
			"La factura %s dice total %s y sus renglones suman %s; corrija el archivo.",
			"Invoice %s says total %s and its rows add up to %s; correct the file.", v.Numero, v.Total, got))
	}
}
