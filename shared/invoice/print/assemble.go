package print

import (
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
)

// invoice reads the whole invoice and holds it to its own figures.
func (r *reader) invoice(src document.Source) *invoice.Invoice {
	v := &invoice.Invoice{Header: invoice.Header{Source: src, Cotejo: document.CotejoNinguno, Marks: map[string]document.Evidence{}}}
	r.wholeness()
	r.readTables()
	r.adopt()
	r.balanced()
	r.item()
	r.details()
	r.readSums()
	r.unexplained()
	r.weights()
	h := r.readHeader()
	r.fillHeader(h, v)
	if len(r.rows) == 0 {
		if !r.findings.Blocking() {
			r.refuse("invoice_print_heading", nil, "no se encuentra la tabla de mercancías con cantidad e importe",
				"the table of goods with quantity and amount was not found")
		}
		return v
	}
	r.currency(h, v)
	st, ok := r.style(func(st style) (string, bool, bool) {
		w, readable := r.priced(v, st)
		if !readable {
			return "", false, false
		}
		probe := reader{packing: r.packing}
		probe.gate(w, r.sums, st)
		return figures(w), true, !probe.findings.Blocking()
	})
	if !ok {
		return v
	}
	v, _ = r.priced(v, st)
	r.gate(v, r.sums, st)
	return v
}

// style finds the one way to write numbers that the arithmetic proves. try
// gives the figures as read, whether all could be read, and whether they agree.
func (r *reader) style(try func(style) (string, bool, bool)) (style, bool) {
	proven := map[string]style{}
	var first, readable style = -1, -1
	for st := range style(styles) {
		if comma := st == styleComma || st == styleBlank; r.hints.Decimal == "." && comma || r.hints.Decimal == "," && !comma {
			continue
		}
		text, can, agrees := try(st)
		if can && readable < 0 {
			readable = st
		}
		if !agrees {
			continue
		}
		if _, twice := proven[text]; !twice {
			proven[text] = st
		}
		if first < 0 {
			first = st
		}
	}
	switch {
	case len(proven) == 1:
		return first, true
	case len(proven) > 1:
		r.refuse("invoice_print_number", nil, "las cifras se pueden leer con punto o con coma decimal y de ambas formas cuadran",
			"the figures can be read with a decimal point or a decimal comma and agree either way")
		return 0, false
	case readable >= 0:
		return readable, true // the gate says which figures disagree
	}
	r.refuse("invoice_print_number", nil, "las cifras no siguen una sola forma de escribir miles y decimales",
		"the figures do not follow one way to write thousands and decimals")
	return 0, false
}

// figures is every figure of an invoice as text, to compare two readings.
func figures(v *invoice.Invoice) string {
	var b strings.Builder
	write := func(m map[string]*money.Amount) {
		for _, k := range sortedKeys(m) {
			b.WriteString(m[k].String() + ";")
		}
	}
	for i := range v.Lineas {
		write(v.Lineas[i].Amounts())
	}
	write(v.Amounts())
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// priced is the invoice with its goods and totals read in one style; false
// when a figure cannot be.
func (r *reader) priced(head *invoice.Invoice, st style) (*invoice.Invoice, bool) {
	v := *head
	v.Marks = maps.Clone(head.Marks)
	v.Lineas = make([]invoice.Linea, 0, len(r.rows))
	for i := range r.rows {
		w := &r.rows[i]
		l := invoice.Linea{Fila: i + 1, Detail: invoice.Detail{Marks: map[string]document.Evidence{}}}
		if !fillAmounts(w, l.Amounts(), l.Marks, v.Source, st) {
			return nil, false
		}
		fillTexts(w, l.Texts(), l.Marks, v.Source)
		if l.Unidad == "" {
			if f, ok := number(w.cells[fCantidad]); ok && f.unit != "" {
				l.Unidad = f.unit
				l.Marks[fUnidad] = evidence(v.Source, w.cells[fCantidad])
			}
		}
		v.Lineas = append(v.Lineas, l)
	}
	return &v, r.fillSums(v.Amounts(), v.Marks, v.Source, st)
}

// fillAmounts reads the figures of one row.
func fillAmounts(w *row, to map[string]*money.Amount, marks map[string]document.Evidence, src document.Source, st style) bool {
	for id, a := range to {
		c := w.cells[id]
		if len(c) == 0 {
			continue
		}
		f, ok := number(c)
		if !ok {
			return false
		}
		if *a, ok = f.in(st); !ok {
			return false
		}
		marks[id] = evidence(src, c)
	}
	return true
}

// fillTexts takes the texts of one row.
func fillTexts(w *row, to map[string]*string, marks map[string]document.Evidence, src document.Source) {
	for id, s := range to {
		c := w.text(id)
		if len(c) == 0 {
			continue
		}
		text := flow(c)
		if id == fHTS || id == fFraccion {
			text = strings.NewReplacer(".", "", " ", "", "-", "").Replace(text)
		}
		*s = text
		marks[id] = evidence(src, c)
	}
}

// fillSums takes the totals; one printed twice must say the same.
func (r *reader) fillSums(to map[string]*money.Amount, marks map[string]document.Evidence, src document.Source, st style) bool {
	for i := range r.sums {
		s := &r.sums[i]
		a, ok := s.fig.in(st)
		if !ok {
			return false
		}
		id := s.id
		if s.inside || id == fPagina {
			continue
		}
		if id == fDescuento {
			a = a.Abs()
		}
		dest := to[sumName(id, to)]
		if dest == nil || dest.Known() {
			continue // a weight without its unit; or the gate compares them
		}
		*dest = a
		marks[sumName(id, to)] = evidence(src, s.fig.words)
	}
	return true
}

// sumName is the name of a total in the JSON contract.
func sumName(id string, to map[string]*money.Amount) string {
	if to[id] != nil {
		return id
	}
	return strings.TrimPrefix(id, "total_")
}

// fillHeader takes the header's fields.
func (r *reader) fillHeader(h *header, v *invoice.Invoice) {
	to := v.Texts()
	set := func(id, name string) bool {
		x, ok := r.best(h, id)
		if !ok {
			return false
		}
		*to[name] = x.text
		v.Marks[name] = evidence(v.Source, x.at)
		return true
	}
	if !set(fNumero, "numero") && !r.findings.Has("invoice_print_conflict") {
		r.refuse("invoice_print_value", nil, "no se encuentra el número de factura", "the invoice number was not found")
	}
	for _, id := range []string{fVendedor, fComprador, fOrden, fPago, fVinculacion, fPedimento, fCOVE, fVendedorID, fCompradorID} {
		set(id, id)
	}
	if x, ok := r.best(h, fIncoterm); ok {
		code, place, _ := strings.Cut(x.text, " ")
		v.Incoterm, v.Lugar = code, strings.Trim(place, " ,-:")
		v.Marks[fIncoterm] = evidence(v.Source, x.at)
		if v.Lugar != "" {
			v.Marks[fLugar] = v.Marks[fIncoterm]
		}
	}
	r.taxOf(h, fVendedor, &v.ProveedorID, fVendedorID, v)
	r.taxOf(h, fComprador, &v.CompradorID, fCompradorID, v)
	if v.ProveedorID == "" && v.Proveedor == "" {
		v.ProveedorID, v.Proveedor = r.hints.ProveedorID, r.hints.Proveedor
	}
	if v.ProveedorID == "" && v.Proveedor == "" {
		r.letterhead(h, v.Texts(), v.Marks, v.Source)
	}
	on, at := r.date(h)
	if v.Fecha = on; on.Known() {
		v.Marks[fFecha] = evidence(v.Source, at)
	}
}

// taxOf takes the tax id printed in the block of a party: of the party that
// was taken, and only when one is printed.
func (r *reader) taxOf(h *header, party string, to *string, name string, v *invoice.Invoice) {
	x, ok := r.best(h, party)
	if *to != "" || !ok {
		return
	}
	for _, t := range h.taxes {
		if t.party != party || t.rank != x.rank {
			continue
		}
		if *to != "" && *to != t.text {
			r.refuse("invoice_print_conflict", t.at, "%s dice %q y también %q", "%s says %q and also %q", name, *to, t.text)
			return
		}
		*to = t.text
		v.Marks[name] = evidence(v.Source, t.at)
	}
}

// currency finds the one currency the document names. "$" names none.
func (r *reader) currency(h *header, v *invoice.Invoice) {
	seen := r.currencies(h)
	switch {
	case len(seen) == 0 && r.hints.Moneda != "":
		v.Moneda = r.hints.Moneda
		v.Marks[fMoneda] = document.Evidence{Source: v.Source, Level: document.Assumed, Check: document.Unchecked}
	case len(seen) != 1:
		r.refuse("invoice_print_currency", nil, "la moneda no está impresa como clave o es más de una (%s); el signo $ no la dice",
			"the currency is not printed as a code or is more than one (%s); the sign $ does not tell it", strings.Join(sortedKeys(seen), ", "))
	default:
		v.Moneda = sortedKeys(seen)[0]
		v.Marks[fMoneda] = evidence(v.Source, seen[v.Moneda])
	}
}

// currencies are the ones the document names, each with its first place:
// beside its label, in the headings of price and amount, beside figures and
// totals.
func (r *reader) currencies(h *header) map[string]phrase {
	seen := map[string]phrase{}
	note := func(c string, at phrase) {
		if _, ok := seen[c]; !ok && c != "" {
			seen[c] = at
		}
	}
	for _, x := range h.fields[fMoneda] {
		note(x.text, x.at)
	}
	for i := range r.tables {
		for _, b := range r.tables[i].bands {
			if b.id == fPrecio || b.id == fImporte {
				note(b.currency, r.rows[0].cells[fImporte])
			}
		}
	}
	for i := range r.rows {
		for _, id := range []string{fPrecio, fImporte} {
			if f, ok := number(r.rows[i].cells[id]); ok {
				note(f.currency, f.words)
			}
		}
	}
	for i := range r.sums {
		note(r.sums[i].fig.currency, r.sums[i].fig.words)
	}
	return seen
}
