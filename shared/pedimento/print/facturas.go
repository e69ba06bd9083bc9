package print

import (
	"regexp"
	"slices"
	"strconv"

	"example.com/immex/shared/pdftext"
)

func supplierSpecs() []headSpec {
	return []headSpec{
		{"id", regexp.MustCompile(`\bIDFISCAL|\bID\b|\bFISCAL\b`), reAny},
		{"nombre", regexp.MustCompile(`NOMBRE(?:DENOMINACION)?(?:O)?(?:RAZON)?(?:SOCIAL)?|DENOMINACION`), reAny},
		{"domicilio", regexp.MustCompile(`DOMICILIO`), reAny},
		{"vinculacion", regexp.MustCompile(`VINCULACION`), reAny},
	}
}

func invoiceSpecs() []headSpec {
	return []headSpec{
		{"numero", regexp.MustCompile(`(?:NUM|NO|NUMERO)(?:DE)?(?:FACTURA|CFDI)(?:ODOCUMENTO)?(?:EQUIVALENTE)?|\bFACTURA\b|CFDI(?:O)?`), reAny},
		{"cove", regexp.MustCompile(`\bCOVE\b|ACUSEDEVALOR`), reCOVE},
		{"fecha", regexp.MustCompile(`FECHA`), reDate},
		{"incoterm", regexp.MustCompile(`INCOTERM`), reThree},
		{"moneda", regexp.MustCompile(`MONEDA(?:FACT(?:URA)?)?`), reThree},
		{"valor_moneda", regexp.MustCompile(`VAL(?:OR)?MON(?:EDA)?(?:FACT(?:URA)?)?`), reAmount},
		{"factor", regexp.MustCompile(`FACTOR(?:MON(?:EDA)?)?(?:FACT(?:URA)?)?`), reAmount},
		{"dolares", regexp.MustCompile(`(?:VAL(?:OR)?)?DOLARES|VAL(?:OR)?DLS|VAL(?:OR)?USD`), reAmount},
	}
}

// The headings of two tables, compiled once.
var (
	supplierHeads = supplierSpecs() //nolint:gochecknoglobals // an immutable table
	invoiceHeads  = invoiceSpecs()  //nolint:gochecknoglobals // an immutable table
)

// facturas reads the blocks of suppliers or buyers with their invoices, and
// the short block of COVE operations.
func (r *reader) facturas() {
	for _, s := range r.suppliers() {
		var supplier supplierBlock
		for i := 0; i < len(s); i++ {
			switch {
			case isSupplierHead(s[i].sq):
				supplier, i = r.proveedor(s, i)
			case isInvoiceHead(s[i].sq):
				i = r.invoices(s, i, supplier)
			case hasLabel(&s[i], lCOVE):
				i = r.coves(s, i, supplier)
			}
		}
	}
	r.destinatarios()
}

// invoiceAbove reports that the line opens an invoice heading whose middle
// line, which tells it, comes one or two lines below.
func invoiceAbove(ls []line, i int) bool {
	for k := i + 1; k <= i+2 && k < len(ls); k++ {
		if isInvoiceHead(ls[k].sq) {
			return len(headColumns(ls[i:i+1], invoiceHeads)) > 0 || isHeadTail(ls[i].sq)
		}
	}
	return false
}

var reHeadTail = regexp.MustCompile(`^(?:FISCAL|SOCIAL|RAZON|ORAZON|DENOMINACION|FACT|FACTURA|COVE|MON|VAL|DOLARES|DOCUMENTO|EQUIVALENTE|ODOCUMENTO|NUM|CFDI|O|DE|MONEDA|FACTOR|COMERCIAL)+$`)

// isHeadTail recognises the rest of headings that wrap.
func isHeadTail(sq string) bool { return reHeadTail.MatchString(sq) }

func hasLabel(l *line, id string) bool {
	for _, s := range segments(l) {
		if s.label == id {
			return true
		}
	}
	return false
}

// invoices reads the rows below an invoice heading and returns the last line
// it took. A row is the line with the date; a number may wrap below it and the
// COVE may stand above or below the number.
func (r *reader) invoices(ls []line, at int, supplier supplierBlock) int {
	first, from := at, at+1
	for first > 0 && invoiceAbove(ls, first-1) {
		first--
	}
	for from < len(ls) && isHeadTail(ls[from].sq) {
		from++
	}
	cols := headColumns(ls[first:from], invoiceHeads)
	r.useLines(ls[first:from])
	if !has(cols, "numero", "fecha", "valor_moneda", "factor", "dolares") {
		r.unread("print_invoice", "el encabezado de las facturas", placeOf(ls[at].words...))
	}
	last, open, rows := from-1, false, len(r.p.Facturas)
	defer func() {
		if len(r.p.Facturas) == rows {
			r.unread("print_invoice", "ninguna factura debajo de su encabezado", placeOf(ls[at].words...))
		}
	}()
	var f *invoiceRow
	for i := from; i < len(ls); i++ {
		if isSupplierHead(ls[i].sq) || isInvoiceHead(ls[i].sq) || invoiceAbove(ls, i) || hasLabel(&ls[i], lCOVE) || titleOf(&ls[i]) != "" {
			break
		}
		switch {
		case slices.ContainsFunc(ls[i].words, func(w word) bool { return reDate.MatchString(w.s) }):
			f = r.invoice(&ls[i], cols, supplier)
			open = f != nil
		case open && f.wraps(&ls[i]):
			r.elsewhere(f, &ls[i])
			if !f.adjoins(ls[i].words, pitch(ls)) {
				r.unread("print_invoice", "el renglón «"+joined(ls[i].words, " ")+"» debajo de una factura: le falta el suyo o no es de ella", placeOf(ls[i].words...))
			}
			r.numberWords(f, ls[i].words)
		default:
			return last
		}
		last = i
	}
	return last
}

// reFolio is a whole folio fiscal: its rest on the next page can be of no other
// invoice.
var reFolio = regexp.MustCompile(`^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)

// elsewhere notes a line that goes on with an invoice of the page before.
func (r *reader) elsewhere(f *invoiceRow, l *line) {
	if f.last.page != l.page && !reFolio.MatchString(r.p.Facturas[f.no].Numero+joined(l.words, "")) {
		r.parted = append(r.parted, l.words...)
	}
}

// invoiceRow is an invoice being read: its index and where its number may wrap.
type invoiceRow struct {
	no    int
	limit pdftext.Points
	last  word // the last word of the number
}

// wraps reports that a line continues the number: all its words stand left of
// the next column.
func (f *invoiceRow) wraps(l *line) bool {
	for _, s := range segments(l) {
		if s.label != "" {
			return false
		}
	}
	return l.words[len(l.words)-1].x1 <= f.limit
}

// adjoins reports a line that goes on with the number above it: one cell right
// below it, and behind a part of a number only what would not have fitted beside it.
func (f *invoiceRow) adjoins(ws []word, pitch pdftext.Points) bool {
	last := f.last
	if len(cells(ws)) != 1 || last.s == "" {
		return len(cells(ws)) == 1
	}
	if last.page == ws[0].page && last.base-ws[0].base > 1.6*pitch {
		return false
	}
	if reCOVE.MatchString(last.s) || reCOVE.MatchString(ws[0].s) {
		return true
	}
	return last.x1-last.x0 >= 0.6*(ws[0].x1-ws[0].x0)
}

// pitch is the least distance of two lines of a block.
func pitch(ls []line) pdftext.Points {
	least := far
	for i := 1; i < len(ls); i++ {
		if d := ls[i-1].base - ls[i].base; ls[i].page == ls[i-1].page && d > 0.7*ls[i].words[0].size {
			least = min(least, d)
		}
	}
	return least
}

// numberWords files the words of the number column: a COVE or a part of the number.
func (r *reader) numberWords(row *invoiceRow, ws []word) {
	f := &r.p.Facturas[row.no]
	path := "facturas[" + strconv.Itoa(row.no) + "]."
	for i, w := range ws {
		if row.last.s == "" || w.base < row.last.base-0.5*w.size || w.page != row.last.page || len(ws) > 1 && i > 0 {
			row.last = w
		}
		if reCOVE.MatchString(w.s) && f.COVE == "" {
			f.COVE = w.s
			r.p.Mark(path+"cove", r.evidence(w))
			continue
		}
		if reCOVE.MatchString(w.s) {
			r.unread("print_cove", "la factura del acuse de valor "+w.s, placeOf(w))
			r.use(w)
			continue
		}
		if i > 0 && f.Numero != "" && !reCOVE.MatchString(ws[i-1].s) {
			f.Numero += " "
		}
		f.Numero += w.s
		r.p.Mark(path+"numero", r.evidence(w))
	}
}

// invoice reads one row by the columns of its heading.
func (r *reader) invoice(l *line, cols []column, supplier supplierBlock) *invoiceRow {
	var got map[string][]word
	ok := false
	for _, gap := range []pdftext.Points{0.55, 0.4, 0.2} {
		if got, ok = cellRow(l.words, cols, gap); ok && len(got["fecha"]) == 1 {
			break // narrow columns stand closer than two words of a number elsewhere
		}
	}
	if !ok {
		r.unread("print_invoice", "la factura «"+joined(l.words, " ")+"»", placeOf(l.words...))
		r.use(l.words...)
		return nil
	}
	no := len(r.p.Facturas)
	path := "facturas[" + strconv.Itoa(no) + "]."
	f := supplier.Factura
	text := func(id, name string, to *string) {
		if ws := got[id]; len(ws) > 0 {
			*to = joined(ws, " ")
			r.p.Mark(path+name, r.evidence(ws...))
		}
	}
	text("incoterm", "incoterm", &f.Incoterm)
	text("moneda", "moneda", &f.Moneda)
	if ws := got["fecha"]; len(ws) == 1 {
		f.Fecha, _ = date(ws[0].s)
		r.p.Mark(path+"fecha", r.evidence(ws[0]))
	}
	if f.Fecha == 0 {
		r.unread("print_invoice", "la fecha de la factura «"+joined(l.words, " ")+"»", placeOf(l.words...))
	}
	for id, to := range map[string]func(string) bool{"valor_moneda": r.money(&f.ValorMoneda), "factor": r.money(&f.FactorMoneda), "dolares": r.money(&f.ValorDolares)} {
		ws := got[id]
		if len(ws) != 1 || !to(ws[0].s) {
			r.unread("print_invoice", "los valores de la factura «"+joined(l.words, " ")+"»", placeOf(l.words...))
			break
		}
		r.p.Mark(path+map[string]string{"valor_moneda": id, "factor": "factor_moneda", "dolares": "valor_dolares"}[id], r.evidence(ws[0]))
	}
	r.p.Facturas = append(r.p.Facturas, f)
	r.markSupplier(path, supplier)
	row := &invoiceRow{no: no, limit: rightOf(l.words, cols, got)}
	r.numberWords(row, got["numero"])
	r.numberWords(row, got["cove"])
	return row
}

// rightOf is where the column behind the number's begins.
func rightOf(ws []word, cols []column, got map[string][]word) pdftext.Points {
	for i := range cols {
		if cols[i].id == "numero" && i+1 < len(cols) {
			limit := cols[i+1].x0
			if next := got[cols[i+1].id]; len(next) > 0 {
				limit = next[0].x0
			}
			return limit
		}
	}
	return ws[len(ws)-1].x1
}

// useLines notes all words of lines as read.
func (r *reader) useLines(ls []line) {
	for i := range ls {
		r.use(ls[i].words...)
	}
}
