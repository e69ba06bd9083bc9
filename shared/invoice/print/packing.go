package print

import (
	"maps"
	"regexp"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
)

// packingList reads the whole packing list and holds it to its own totals.
func (r *reader) packingList(src document.Source) *invoice.Packing {
	p := &invoice.Packing{Source: src, Cotejo: document.CotejoNinguno, Marks: map[string]document.Evidence{}}
	r.wholeness()
	r.readTables()
	r.adopt()
	r.balanced()
	r.item()
	r.details()
	r.readSums()
	r.weights()
	r.fillPacking(r.readHeader(), p)
	if len(r.rows) == 0 {
		if !r.findings.Blocking() {
			r.refuse("invoice_print_heading", nil, "no se encuentra la tabla de bultos con cantidades o pesos",
				"the table of packages with quantities or weights was not found")
		}
		return p
	}
	st, ok := r.style(func(st style) (string, bool, bool) {
		q, readable := r.packed(p, st)
		if !readable {
			return "", false, false
		}
		probe := reader{packing: true, rows: r.rows}
		probe.packingGate(q, r.sums, st)
		return packingFigures(q), true, !probe.findings.Blocking()
	})
	if !ok {
		return p
	}
	p, _ = r.packed(p, st)
	r.packingGate(p, r.sums, st)
	return p
}

func packingFigures(p *invoice.Packing) string {
	var b strings.Builder
	write := func(m map[string]*money.Amount) {
		for _, k := range sortedKeys(m) {
			b.WriteString(m[k].String() + ";")
		}
	}
	for i := range p.Lineas {
		write(p.Lineas[i].Amounts())
	}
	write(p.Amounts())
	return b.String()
}

// packed is the list with its goods and totals read in one style.
func (r *reader) packed(head *invoice.Packing, st style) (*invoice.Packing, bool) {
	p := *head
	p.Marks = maps.Clone(head.Marks)
	p.Lineas = make([]invoice.Empaque, 0, len(r.rows))
	for i := range r.rows {
		w := &r.rows[i]
		l := invoice.Empaque{Fila: i + 1, Marks: map[string]document.Evidence{}}
		if !fillAmounts(w, l.Amounts(), l.Marks, p.Source, st) {
			return nil, false
		}
		fillTexts(w, l.Texts(), l.Marks, p.Source)
		if n, ok := cartons(l.Cartones); ok && !l.Bultos.Known() {
			l.Bultos = money.Int(n)
			l.Marks[fBultos] = document.Evidence{Source: p.Source, Level: document.Computed, At: l.Marks[fCartones].At, Written: l.Cartones, Check: document.Unchecked}
		}
		p.Lineas = append(p.Lineas, l)
	}
	return &p, r.fillSums(p.Amounts(), p.Marks, p.Source, st)
}

// fillPacking takes the header's fields.
func (r *reader) fillPacking(h *header, p *invoice.Packing) {
	to := p.Texts()
	set := func(id, name string) bool {
		x, ok := r.best(h, id)
		if ok {
			*to[name] = x.text
			p.Marks[name] = evidence(p.Source, x.at)
		}
		return ok
	}
	own, named := set(fLista, "numero"), set(fNumero, "factura")
	if !own && !named && !r.findings.Blocking() {
		r.refuse("invoice_print_value", nil, "no se encuentra el número de la lista ni el de su factura",
			"neither the number of the list nor that of its invoice was found")
	}
	for _, id := range []string{fVendedor, fComprador, fOrden, fVendedorID} {
		set(id, id)
	}
	if x, ok := r.best(h, fVendedor); ok {
		for _, t := range h.taxes {
			if t.party == fVendedor && t.rank == x.rank && p.ProveedorID == "" {
				p.ProveedorID = t.text
				p.Marks[fVendedorID] = evidence(p.Source, t.at)
			}
		}
	} else {
		p.ProveedorID, p.Proveedor = r.hints.ProveedorID, r.hints.Proveedor
	}
	if p.ProveedorID == "" && p.Proveedor == "" {
		r.letterhead(h, to, p.Marks, p.Source)
	}
	on, at := r.date(h)
	if p.Fecha = on; on.Known() {
		p.Marks[fFecha] = evidence(p.Source, at)
	}
}

// packingGate holds the list to its own totals: a list without any is kept
// and proves nothing.
func (r *reader) packingGate(p *invoice.Packing, sums []sum, st style) {
	rows := make([]map[string]*money.Amount, len(p.Lineas))
	marks := make([]map[string]document.Evidence, len(p.Lineas))
	for i := range p.Lineas {
		rows[i], marks[i] = p.Lineas[i].Amounts(), p.Lineas[i].Marks
	}
	agree, all := 0, 0
	for _, x := range append(columnTotals(), total{fCantidad, fTotalCant, fTotalCant, "invoice_print_units"}) {
		for i := range rows {
			if rows[i][x.line].Known() {
				all++
				break
			}
		}
		if r.columnTotal(x, rows, marks, p.Marks, p.Amounts(), sums, st) {
			agree++
		}
	}
	r.ranges(p)
	r.heavier(rows)
	r.pounds(p, rows)
	r.contradictions(sums, st)
	switch {
	case agree == 0 && !r.findings.Blocking():
		r.add("invoice_print_no_total", document.Error, nil, "no trae un total de cantidad, bultos o peso que cubra sus renglones",
			"it has no total of quantity, packages or weight that covers its lines")
	case agree == all:
		p.Cotejo = document.CotejoCompleto
	case agree > 0:
		p.Cotejo = document.CotejoParcial
	}
}

var reRange = regexp.MustCompile(`^(?:[A-Z]+-?)?#?(\d{1,6})(?: ?(?:-|/|TO|A|AL|~) ?(?:[A-Z]+-?)?#?(\d{1,6}))?$`)

// bounds reads a range of carton numbers: "1-70", "1/70", "5", "C1 - C12".
func bounds(s string) (from, to int64, ok bool) {
	m := reRange.FindStringSubmatch(strings.ToUpper(s))
	if m == nil {
		return 0, 0, false
	}
	from, _ = strconv.ParseInt(m[1], 10, 64) // the pattern gives few digits
	to = from
	if m[2] != "" {
		to, _ = strconv.ParseInt(m[2], 10, 64)
	}
	return from, to, from > 0 && to >= from
}

// cartons counts a range.
func cartons(s string) (int64, bool) {
	from, to, ok := bounds(s)
	return to - from + 1, ok
}

// ranges holds the count of cartons of each line to its range.
func (r *reader) ranges(p *invoice.Packing) {
	for i := range p.Lineas {
		l := &p.Lineas[i]
		n, ok := cartons(l.Cartones)
		if !ok || !l.Bultos.Known() {
			continue
		}
		if !l.Bultos.Equal(money.Int(n)) {
			r.add("invoice_print_packages", document.Error, nil, "el renglón %d dice %s bultos y su rango %q son %d",
				"line %d says %s packages and its range %q is %d", i+1, l.Bultos, l.Cartones, n)
			continue
		}
		held(l.Marks, fCartones)
	}
}

// pounds holds kilograms and pounds of one weight to each other.
func (r *reader) pounds(p *invoice.Packing, rows []map[string]*money.Amount) {
	factor := money.FromMicros(2_204_623) // pounds in a kilogram: 1/0.45359237
	all := append([]map[string]*money.Amount{p.Amounts()}, rows...)
	for i, m := range all {
		for _, id := range []string{fNeto, fBruto} {
			kg, lb := *m[id+"_kg"], *m[id+"_lb"]
			product, err := kg.Mul(factor)
			if err != nil || !product.Known() || !lb.Known() {
				continue
			}
			lines := 1
			if i == 0 {
				lines = len(rows)
			}
			if !money.Within(product, lb, catalog.Default().Tolerance("invoice_print_pounds", p.Fecha, lb, lines)) {
				r.add("invoice_print_pounds", document.Error, nil, "el renglón %d dice %s kg y %s lb, que no son el mismo peso (0 es el total)",
					"line %d says %s kg and %s lb, which are not one weight (0 is the total)", i, kg, lb)
			}
		}
	}
}
