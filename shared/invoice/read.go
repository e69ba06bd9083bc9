package invoice

import (
	"fmt"
	"regexp"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/sheet"
)

var (
	fraccionShape = regexp.MustCompile(`^\d{8}$`)
	isoShape      = regexp.MustCompile(`^[A-Z]{3}$`)
	coveShape     = regexp.MustCompile(`^COVE\d{2}[0-9A-Z]{7}$`)
)

// ReadCSV reads a CSV of one or more invoices with the headings of this
// package. Nothing of a file with errors is given back: half an invoice is
// worse than none.
func ReadCSV(b []byte) ([]Invoice, document.Findings) {
	book, findings := sheet.Read(b)
	if book == nil {
		return nil, findings
	}
	out, more := Read(&book.Sheets[0], nil)
	return out, append(findings, more...)
}

// Read reads a sheet of one or more invoices: with the headings of this
// package, or with those of a supplier's mapping and the labels it names.
func Read(s *sheet.Sheet, m *mapping.Mapping) ([]Invoice, document.Findings) {
	var findings document.Findings
	g := lay(s, m, IsInvoice, "invoice", &findings)
	if g == nil {
		return nil, findings
	}
	r := reader{grid: g, index: map[string]int{}, rounded: map[string][]line{}}
	if !r.columns() {
		return nil, findings
	}
	for _, row := range g.lines {
		if g.full(row) {
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
	*grid
	invoices []Invoice
	index    map[string]int    // key to place in invoices
	rounded  map[string][]line // by key: lines whose price may be rounded
}

// columns reports what an invoice cannot do without.
func (r *reader) columns() bool {
	var missing []string
	for _, f := range required() {
		if _, ok := r.at[f]; ok {
			continue
		}
		if _, labelled := r.labels[f]; labelled || r.given(f) != "" {
			continue
		}
		missing = append(missing, string(f))
	}
	if len(missing) == 0 {
		return true
	}
	r.findings.At("invoice_heading", document.Error, r.spot(&r.sheet.Rows[r.heading], ""), document.Textf(
		"Faltan las columnas %s; agréguelas o descríbalas en el mapeo del proveedor.",
		"Columns %s are missing; add them or describe them in the supplier's mapping.", strings.Join(missing, ", ")))
	return false
}

// given is what the mapping says of every document of its supplier.
func (g *grid) given(f field) string {
	if g.m == nil {
		return ""
	}
	switch f {
	case mapping.Moneda:
		return g.m.Moneda
	case mapping.IDProveedor:
		if g.m.Proveedor.ID == "" && g.m.Proveedor.Nombre != "" {
			return g.m.Proveedor.Nombre // it names the supplier all the same
		}
		return g.m.Proveedor.ID
	case mapping.Nombre:
		return g.m.Proveedor.Nombre
	default:
		return ""
	}
}

func (r *reader) row(w *sheet.Row) {
	if r.m == nil && r.isTotal(w) {
		r.totalRow(w)
		return
	}
	head := r.header(w)
	line := r.line(w)
	r.product(w, head.Key(), &line)
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

// money holds the currency and the date of a row to the tables of their keys
// and times.
func (r *reader) money(w *sheet.Row, v *Invoice) {
	on := v.Fecha
	if c := catalog.Default().Cotejo("invoice_date", "invoice_table", 0); on.Known() && !c.Holds(on) {
		r.wrong("invoice_date", w, mapping.Fecha, on.String(), fmt.Sprintf("una fecha entre %s y %s", c.From, c.To), fmt.Sprintf("a date between %s and %s", c.From, c.To))
		on = 0
	}
	if v.Moneda != "" && !catalog.Default().IsCurrency(v.Moneda, on) {
		r.bad(w, mapping.Moneda, v.Moneda, "una clave de moneda de tres letras como USD", "a three-letter key of a currency such as USD")
	}
}

func (r *reader) header(w *sheet.Row) Invoice {
	v := Invoice{
		Numero: r.key(w, mapping.Factura), ProveedorID: r.key(w, mapping.IDProveedor), Proveedor: r.text(w, mapping.Nombre),
		Moneda: strings.ToUpper(r.text(w, mapping.Moneda)), Incoterm: strings.ToUpper(r.text(w, mapping.Incoterm)),
		COVE: strings.ToUpper(r.text(w, mapping.COVE)), Fecha: r.day(w, mapping.Fecha),
	}
	r.supplier(w, &v)
	v.CompradorID, v.Comprador, v.Vinculacion = r.key(w, mapping.IDComprador), r.text(w, mapping.Comprador), r.related(w)
	r.need(w, mapping.Factura)
	r.need(w, mapping.Moneda)
	r.need(w, mapping.Fecha)
	r.money(w, &v)
	if v.Incoterm != "" && r.m != nil { // a label prints the place after it
		term, rest, _ := strings.Cut(v.Incoterm, " ")
		v.Incoterm, v.Lugar = term, strings.TrimSpace(rest)
	}
	if v.Incoterm != "" && !isoShape.MatchString(v.Incoterm) {
		r.bad(w, mapping.Incoterm, v.Incoterm, "tres letras como FCA", "three letters such as FCA")
	}
	if v.COVE != "" && !coveShape.MatchString(v.COVE) {
		r.bad(w, mapping.COVE, v.COVE, "COVE y nueve signos como COVE26AB12CD3", "COVE and nine signs such as COVE26AB12CD3")
	}
	if s := r.key(w, mapping.Pedimento); s != "" {
		n, ok := pedimento.ParseNumber(s)
		if !ok {
			r.bad(w, mapping.Pedimento, s, "15 dígitos como 26 24 3210 6000123", "15 digits such as 26 24 3210 6000123")
		}
		v.Pedimento = n
	}
	return v
}

// related is SI or NO: whether seller and buyer are related parties, "" where the
// row does not say it.
func (r *reader) related(w *sheet.Row) string {
	s := r.text(w, mapping.Vinculacion)
	switch sheet.Fold(s) {
	case "":
	case "si", "s", "yes", "y":
		return "SI"
	case "no", "n":
		return "NO"
	default:
		r.bad(w, mapping.Vinculacion, s, "SI o NO", "YES or NO")
	}
	return ""
}

// supplier fills in who sells, and holds what the document says to the mapping.
func (r *reader) supplier(w *sheet.Row, v *Invoice) {
	if r.m == nil {
		r.need(w, mapping.IDProveedor)
		return
	}
	p := r.m.Proveedor
	if v.ProveedorID != "" && p.ID != "" && sheet.Fold(v.ProveedorID) != sheet.Fold(p.ID) {
		r.bad(w, mapping.IDProveedor, v.ProveedorID, p.ID+", el del mapeo", p.ID+", that of the mapping")
	}
	if v.ProveedorID == "" || p.ID != "" {
		v.ProveedorID = p.ID
	}
	if v.Proveedor == "" {
		v.Proveedor = p.Nombre
	}
	if v.Moneda == "" {
		v.Moneda = r.m.Moneda
	}
	v.Source = tableSource
	v.OrdenCompra = r.key(w, mapping.OrdenCompra)
}

// tableSource is the source of what a table said; the print of the same
// document has another.
const tableSource document.Source = "csv"

func (r *reader) line(w *sheet.Row) Linea {
	l := Linea{
		Fila: w.Number, Parte: r.key(w, mapping.Parte), Descripcion: r.text(w, mapping.Descripcion), Unidad: r.unit(w, mapping.Unidad),
		Cantidad: r.amount(w, mapping.Cantidad), PrecioUnitario: r.amount(w, mapping.Precio), Importe: r.amount(w, mapping.Importe),
		Origen: strings.ToUpper(r.text(w, mapping.Origen)),
	}
	for _, f := range []field{mapping.Cantidad, mapping.Precio, mapping.Importe} {
		r.need(w, f)
	}
	if s := r.key(w, mapping.Fraccion); s != "" {
		l.Fraccion = strings.NewReplacer(".", "", " ", "").Replace(s)
		if !fraccionShape.MatchString(l.Fraccion) {
			r.bad(w, mapping.Fraccion, s, "8 dígitos como 85366999", "8 digits such as 85366999")
		}
	}
	l.HTS = strings.NewReplacer(".", "", " ", "").Replace(r.key(w, mapping.HTS))
	if r.m != nil {
		l.Bultos = r.amount(w, mapping.Bultos)
		l.Pesos = r.weights(w)
	}
	if l.Parte == "" && l.Descripcion == "" && l.Fraccion == "" {
		r.bad(w, r.firstOf(mapping.Parte, mapping.Descripcion, mapping.Fraccion), "",
			"parte, descripción o fracción", "part, description or fracción")
	}
	if l.Cantidad.Known() && l.Cantidad.Sign() <= 0 {
		r.bad(w, mapping.Cantidad, l.Cantidad.Written(), "una cantidad mayor que cero", "a quantity above zero")
	}
	return l
}

// weights are the weights of a row, each in its own unit.
func (g *grid) weights(row *sheet.Row) Pesos {
	return Pesos{
		NetoKG: g.amount(row, mapping.NetoKG), NetoLB: g.amount(row, mapping.NetoLB),
		BrutoKG: g.amount(row, mapping.BrutoKG), BrutoLB: g.amount(row, mapping.BrutoLB),
	}
}

func (g *grid) firstOf(fields ...field) field {
	for _, f := range fields {
		if _, ok := g.at[f]; ok {
			return f
		}
	}
	return fields[0]
}
