package print

import (
	"strings"
)

// coves reads NUMERO DE ACUSE DE VALOR with the value beside it or with one
// value per line below it, and returns the last line it took. Each row has what
// the headings promise.
func (r *reader) coves(ls []line, head int, supplier supplierBlock) int {
	last, rows := head, 0
	for i := head; i < len(ls) && i <= last+2; i++ {
		if i > head && (titleOf(&ls[i]) != "" || isSupplierHead(ls[i].sq) || isInvoiceHead(ls[i].sq)) {
			break
		}
		n := len(r.p.Facturas)
		if r.coveRow(&ls[i], supplier) {
			r.promised(&ls[head], &ls[i], n)
			rows, last = rows+1, i
		}
	}
	if rows == 0 {
		r.unread("print_cove", "el número de acuse de valor", placeOf(ls[head].words...))
	}
	return last
}

// coveRow reads one line; false when it has nothing of such a row.
func (r *reader) coveRow(l *line, supplier supplierBlock) bool {
	found, from := -1, len(r.p.Facturas)
	for _, w := range pieces(l.words) {
		cove, other := reCOVE.MatchString(w.s), reIncoter.MatchString(w.s) || w.s == "SI" || w.s == "NO"
		switch {
		case cove:
			f := supplier.Factura
			f.COVE = w.s
			found = len(r.p.Facturas)
			r.p.Facturas = append(r.p.Facturas, f)
			path := at("facturas", found)
			r.p.Mark(path+"cove", r.evidence(w))
			r.markSupplier(path, supplier)
		case other && found < 0:
			r.unread("print_cove", "el acuse de valor de «"+joined(l.words, " ")+"»", placeOf(w))
			return false
		case other && reIncoter.MatchString(w.s):
			r.p.Facturas[found].Incoterm = w.s
			r.p.Mark(at("facturas", found)+"incoterm", r.evidence(w))
		case other:
			r.p.Facturas[found].Vinculacion = w.s
			r.p.Mark(at("facturas", found)+"vinculacion", r.evidence(w))
		}
	}
	return len(r.p.Facturas) > from
}

// promised reports invoices from number n on that lack what their headings have.
func (r *reader) promised(head, row *line, n int) {
	for _, f := range r.p.Facturas[n:] {
		if strings.Contains(head.sq, "INCOTERM") && f.Incoterm == "" || strings.Contains(head.sq, "VINCULACION") && f.Vinculacion == "" {
			r.unread("print_cove", "el renglón «"+joined(row.words, " ")+"» del acuse de valor: le falta un dato de su encabezado", placeOf(row.words...))
		}
	}
}
