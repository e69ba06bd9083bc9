package invoice

import (
	"fmt"
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

var (
	fraccionShape = regexp.MustCompile(`^\d{8}$`)
	isoShape      = regexp.MustCompile(`^[A-Z]{3}$`)
	coveShape     = regexp.MustCompile(`^COVE\d{2}[0-9A-Z]{7}$`)
)

// maxFindings is where a person stops reading errors of one file.
const maxFindings = 200

// ReadCSV reads a table of one or more invoices. Nothing of a file with errors
// is given back: half an invoice is worse than none.
func ReadCSV(b []byte) ([]Invoice, document.Findings) {
	var findings document.Findings
	if len(b) > MaxBytes {
		findings.Add("invoice_limit", document.Error, "archivo", document.Textf(
			"El archivo tiene %d bytes y el máximo es %d; divídalo.",
			"The file has %d bytes and the maximum is %d; split it.", len(b), MaxBytes))
		return nil, findings
	}
	text, assumed := decode(b)
	if assumed {
		findings.Add("invoice_1252", document.Notice, "archivo", document.Textf(
			"El archivo no es UTF-8; se leyó como windows-1252. Revise los acentos.",
			"The file is not UTF-8; it was read as windows-1252. Check the accents."))
	}
	rows, ok := table(text, &findings)
	if !ok {
		return nil, findings
	}
	r := reader{findings: &findings, index: map[string]int{}}
	if !r.heading(rows) {
		return nil, findings
	}
	for _, row := range rows[1:] {
		if len(findings) >= maxFindings {
			findings.Add("invoice_more", document.Notice, fmt.Sprintf("fila %d", row.line), document.Textf(
				"Hay más errores; se muestran los primeros %d.", "There are more errors; the first %d are shown.", maxFindings))
			break
		}
		r.row(row)
	}
	r.finish()
	if findings.Blocking() {
		return nil, findings
	}
	return r.invoices, findings
}

type reader struct {
	findings *document.Findings
	at       map[column]int
	invoices []Invoice
	index    map[string]int // key to place in invoices
}

func (r *reader) heading(rows []row) bool {
	if len(rows) < 2 {
		r.findings.Add("invoice_empty", document.Error, "archivo", document.Textf(
			"El archivo no trae encabezados y renglones; use la plantilla de factura.",
			"The file has no heading and rows; use the invoice template."))
		return false
	}
	var repeated column
	r.at, repeated = columnsOf(rows[0].cells)
	if repeated != colNone {
		r.findings.Add("invoice_heading", document.Error, "fila 1", document.Textf(
			"Dos encabezados nombran la columna %q; deje uno.",
			"Two headings name the column %q; leave one.", repeated.name()))
	}
	for _, c := range required() {
		if _, ok := r.at[c]; !ok {
			r.findings.Add("invoice_heading", document.Error, "fila 1", document.Textf(
				"Falta la columna %q; los encabezados son %q.",
				"Column %q is missing; the headings are %q.", c.name(), strings.Join(rows[0].cells, " ")))
		}
	}
	return !r.findings.Blocking()
}

func (r *reader) cell(w row, c column) string {
	i, ok := r.at[c]
	if !ok || i >= len(w.cells) {
		return ""
	}
	return strings.TrimSpace(w.cells[i])
}

// bad is the one shape of every row error: row, column, value, expected.
func (r *reader) bad(w row, c column, value, es, en string) {
	r.findings.Add("invoice_value", document.Error, fmt.Sprintf("fila %d, columna %s", w.line, c.name()), document.Text{
		ES: fmt.Sprintf("Fila %d, columna %s: %q; se esperaba %s. Corrija la celda y vuelva a entregar el archivo.", w.line, c.name(), value, es),
		EN: fmt.Sprintf("Row %d, column %s: %q; expected %s. Correct the cell and deliver the file again.", w.line, c.name(), value, en),
	})
}

func (r *reader) row(w row) {
	if strings.TrimSpace(strings.Join(w.cells, "")) == "" {
		return
	}
	if r.isTotal(w) {
		r.totalRow(w)
		return
	}
	head := r.header(w)
	line := r.line(w)
	i, ok := r.index[head.Key()]
	if !ok {
		i = len(r.invoices)
		r.index[head.Key()] = i
		r.invoices = append(r.invoices, head)
	} else {
		r.sameHeader(w, &r.invoices[i], &head)
	}
	r.invoices[i].Lineas = append(r.invoices[i].Lineas, line)
}

func (r *reader) header(w row) Invoice {
	v := Invoice{
		Numero: r.need(w, colNumero), ProveedorID: r.need(w, colProveedorID), Proveedor: r.cell(w, colProveedor),
		Moneda: strings.ToUpper(r.need(w, colMoneda)), Incoterm: strings.ToUpper(r.cell(w, colIncoterm)),
		COVE: strings.ToUpper(r.cell(w, colCOVE)), Fecha: r.date(w),
	}
	if v.Moneda != "" && !isoShape.MatchString(v.Moneda) {
		r.bad(w, colMoneda, v.Moneda, "una clave de tres letras como USD", "a three-letter code such as USD")
	}
	if v.Incoterm != "" && !isoShape.MatchString(v.Incoterm) {
		r.bad(w, colIncoterm, v.Incoterm, "tres letras como FCA", "three letters such as FCA")
	}
	if v.COVE != "" && !coveShape.MatchString(v.COVE) {
		r.bad(w, colCOVE, v.COVE, "COVE y nueve signos como COVE26AB12CD3", "COVE and nine signs such as COVE26AB12CD3")
	}
	if s := r.cell(w, colPedimento); s != "" {
		n, ok := pedimento.ParseNumber(s)
		if !ok {
			r.bad(w, colPedimento, s, "15 dígitos como 26 24 3210 6000123", "15 digits such as 26 24 3210 6000123")
		}
		v.Pedimento = n
	}
	return v
}

func (r *reader) line(w row) Linea {
	l := Linea{
		Fila: w.line, Parte: r.cell(w, colParte), Descripcion: r.cell(w, colDescripcion), Unidad: r.cell(w, colUnidad),
		Cantidad: r.amount(w, colCantidad), PrecioUnitario: r.amount(w, colPrecio), Importe: r.amount(w, colImporte),
		Origen: strings.ToUpper(r.cell(w, colOrigen)),
	}
	if s := r.cell(w, colFraccion); s != "" {
		l.Fraccion = strings.NewReplacer(".", "", " ", "").Replace(s)
		if !fraccionShape.MatchString(l.Fraccion) {
			r.bad(w, colFraccion, s, "8 dígitos como 85366999", "8 digits such as 85366999")
		}
	}
	if l.Parte == "" && l.Descripcion == "" && l.Fraccion == "" {
		r.bad(w, r.firstOf(colParte, colDescripcion, colFraccion), "",
			"parte, descripción o fracción", "part, description or fracción")
	}
	if l.Cantidad.Known() && l.Cantidad.Sign() <= 0 {
		r.bad(w, colCantidad, l.Cantidad.Written(), "una cantidad mayor que cero", "a quantity above zero")
	}
	product, err := l.Cantidad.Mul(l.PrecioUnitario)
	if err == nil && product.Known() && l.Importe.Known() && !agree(product, l.Importe) {
		r.bad(w, colImporte, l.Importe.Written(),
			fmt.Sprintf("cantidad × precio unitario = %s", product), fmt.Sprintf("quantity × unit price = %s", product))
	}
	if err != nil {
		r.bad(w, colImporte, l.Importe.Written(), "cifras de menos de 19 dígitos", "figures of less than 19 digits")
	}
	return l
}

func (r *reader) firstOf(cs ...column) column {
	for _, c := range cs {
		if _, ok := r.at[c]; ok {
			return c
		}
	}
	return cs[0]
}

// agree is within half a percent or a cent, whichever is more: unit prices are
// printed rounded and their product is not.
func agree(product, amount money.Amount) bool {
	if money.Within(product, amount, money.FromMicros(10_000)) {
		return true
	}
	tol, err := amount.Abs().Mul(money.FromMicros(5_000))
	return err == nil && money.Within(product, amount, tol)
}

func (r *reader) need(w row, c column) string {
	s := r.cell(w, c)
	if s == "" {
		r.bad(w, c, s, "un dato; la columna es obligatoria", "a value; the column is required")
	}
	return s
}

func (r *reader) amount(w row, c column) money.Amount {
	s := r.need(w, c)
	if s == "" {
		return money.Amount{}
	}
	a, ok := number(s)
	if !ok {
		r.bad(w, c, s, "un número como 1250.50, sin letras", "a number such as 1250.50, without letters")
	}
	return a
}
