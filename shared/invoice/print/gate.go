package print

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
)

// gate holds an invoice to its own figures and marks what they prove.
func (r *reader) gate(v *invoice.Invoice, sums []sum, st style) {
	units := r.unitsTotal(v, sums, st)
	r.products(v, units)
	total := r.cross(v, sums, st)
	r.weighed(v, sums, st)
	r.contradictions(sums, st)
	if !total {
		v.Cotejo = document.CotejoNinguno
		return
	}
	v.Cotejo = document.CotejoCompleto
	for i := range v.Lineas {
		if !invoice.Checked(v.Lineas[i].Marks, fCantidad) || !v.Lineas[i].PrecioUnitario.Known() {
			v.Cotejo = document.CotejoParcial
		}
	}
}

func tolerance(v *invoice.Invoice, code string) money.Amount {
	return catalog.Default().Tolerance(code, v.Fecha, money.Amount{}, 0)
}

// held marks a value as proved by a control.
func held(marks map[string]document.Evidence, fields ...string) {
	for _, f := range fields {
		if e, ok := marks[f]; ok {
			e.Check = document.ByControl
			marks[f] = e
		}
	}
}

// unitsTotal holds the quantities to their printed total.
func (r *reader) unitsTotal(v *invoice.Invoice, sums []sum, st style) bool {
	var total money.Sum
	for i := range v.Lineas {
		total.Add(v.Lineas[i].Cantidad)
	}
	got, ok := total.Total()
	return r.equals(sums, st, fTotalCant, "invoice_print_units", got, ok, func() {
		held(v.Marks, fTotalCant)
		for i := range v.Lineas {
			held(v.Lineas[i].Marks, fCantidad)
		}
	})
}

// equals compares every printed occurrence of a total with the sum of the
// lines; then runs when there is one and all agree.
func (r *reader) equals(sums []sum, st style, id, code string, got money.Amount, ok bool, then func()) bool {
	seen := false
	for i := range sums {
		if sums[i].id != id || sums[i].inside {
			continue
		}
		want, readable := sums[i].fig.in(st)
		if !readable {
			return false
		}
		seen = true
		if !ok || !got.Equal(want) {
			r.add(code, document.Error, sums[i].fig.words, "dice %s y los renglones suman %s", "it says %s and the lines add up to %s", want, got)
			return false
		}
	}
	if seen {
		then()
	}
	return seen
}

// products holds each amount to quantity × unit price. A price printed
// rounded proves itself (amount ÷ quantity rounds to it) and leaves the
// quantity to the total of units.
func (r *reader) products(v *invoice.Invoice, units bool) {
	cents := tolerance(v, "invoice_print_amount")
	for i := range v.Lineas {
		l := &v.Lineas[i]
		if !l.PrecioUnitario.Known() {
			continue
		}
		at := l.Marks[fImporte]
		product, err := l.Cantidad.Mul(l.PrecioUnitario)
		if err != nil || l.Cantidad.Sign() < 0 {
			r.lineFails("invoice_print_amount", i, l, product, at)
			continue
		}
		strict := money.Within(product, l.Importe, cents)
		rounded := within(product, l.Importe, l.Cantidad, ulp(l.PrecioUnitario), tolerance(v, "invoice_print_price"))
		switch {
		case strict:
			if moves(l.PrecioUnitario, ulp(l.Cantidad), cents) {
				held(l.Marks, fCantidad)
			}
			if moves(l.Cantidad, ulp(l.PrecioUnitario), cents) {
				held(l.Marks, fPrecio)
			}
		case rounded && units:
			held(l.Marks, fPrecio)
		case rounded: // and no total holds the quantities
			r.lineFails("invoice_print_price", i, l, product, at)
		default:
			r.lineFails("invoice_print_amount", i, l, product, at)
		}
	}
}

func (r *reader) lineFails(code string, i int, l *invoice.Linea, product money.Amount, at document.Evidence) {
	if len(r.findings) >= maxFindings {
		return
	}
	r.findings.At(code, document.Error, spot(at.At), sentence(
		"el renglón %d dice %s × %s = %s y el producto es %s"+actES, "line %d says %s × %s = %s and the product is %s"+actEN,
		[]any{i + 1, l.Cantidad, l.PrecioUnitario, l.Importe, product}))
}

// ulp is one unit of the last printed decimal.
func ulp(a money.Amount) money.Amount {
	u := money.Int(1)
	for range a.Scale() {
		u, _ = u.Mul(tenth()) // at most 19 decimals
	}
	return u
}

func tenth() money.Amount { return money.FromMicros(100_000) }

// within reports that product and amount differ by what rounding the price
// to its printed decimals explains: per piece, that part of a unit of its last
// decimal which the table of checks allows.
func within(product, amount, quantity, unit, part money.Amount) bool {
	all, err := quantity.Mul(unit)
	if err != nil {
		return false
	}
	all, err = all.Mul(part)
	return err == nil && money.Within(product, amount, all)
}

// moves reports that a change of one unit in the last decimal of one factor
// cannot hide in the tolerance, whichever side of it the product lies on.
func moves(other, unit, cents money.Amount) bool {
	step, err := other.Abs().Mul(unit)
	if err != nil {
		return false
	}
	both, err := cents.Add(cents)
	return err == nil && step.Cmp(both) > 0
}

// cross holds the amounts to the subtotal and the total, with the charges
// between them; true when a total proves the lines.
func (r *reader) cross(v *invoice.Invoice, sums []sum, st style) bool {
	var lines money.Sum
	for i := range v.Lineas {
		lines.Add(v.Lineas[i].Importe)
	}
	got, ok := lines.Total()
	if !ok {
		r.add("invoice_print_sum", document.Unreadable, nil, "los importes no se pueden sumar", "the amounts cannot be added up")
		return false
	}
	if !r.pageSums(v, sums, st) {
		return false
	}
	charges, charging := charged(v)
	grand, err := got.Add(charges)
	if err != nil || !v.Subtotal.Known() && !v.Total.Known() || !v.Total.Known() && charging {
		r.add("invoice_print_no_total", document.Error, nil, "no trae un total que cubra sus renglones, que suman %s",
			"it has no total that covers its lines, which add up to %s", got)
		return false
	}
	for i := range sums {
		s := &sums[i]
		if s.inside || s.id != fSubtotal && s.id != fTotal {
			continue
		}
		want, readable := s.fig.in(st)
		expect := got
		if s.id == fTotal {
			expect = grand
		}
		code := map[string]string{fSubtotal: "invoice_print_sum", fTotal: "invoice_print_total"}[s.id]
		if !readable || !money.Within(want, expect, tolerance(v, code)) {
			r.add(code, document.Error, s.fig.words, "dice %s y los renglones con sus cargos suman %s", "it says %s and the lines with their charges add up to %s", want, expect)
			return false
		}
	}
	held(v.Marks, fSubtotal, fTotal, fFlete, fSeguro, fEmbalaje, fOtros, fImpuesto, fDescuento)
	for i := range v.Lineas {
		held(v.Lineas[i].Marks, fImporte)
	}
	return true
}

// charged is what the charges add to the lines.
func charged(v *invoice.Invoice) (total money.Amount, given bool) {
	total = money.Int(0)
	for _, a := range []money.Amount{v.Flete, v.Seguro, v.Embalaje, v.OtrosCargos, v.Impuesto} {
		if a.Known() {
			given = given || a.Sign() != 0
			total, _ = total.Add(a) // an overflow shows in the comparison
		}
	}
	if v.Descuento.Known() {
		given = given || v.Descuento.Sign() != 0
		total, _ = total.Sub(v.Descuento)
	}
	return total, given
}

// pageSums holds the totals of single pages: of the page or so far.
func (r *reader) pageSums(v *invoice.Invoice, sums []sum, st style) bool {
	for i := range sums {
		s := &sums[i]
		if !s.inside && s.id != fPagina || s.id != fPagina && s.id != fSubtotal && s.id != fTotal {
			continue
		}
		want, readable := s.fig.in(st)
		var page, far money.Sum
		page.Add(money.Int(0))
		far.Add(money.Int(0))
		for k := 0; k < s.rows && k < len(v.Lineas); k++ {
			far.Add(v.Lineas[k].Importe)
			if v.Lineas[k].Marks[fImporte].At.Page == s.page {
				page.Add(v.Lineas[k].Importe)
			}
		}
		a, _ := page.Total()
		b, _ := far.Total()
		if !readable || !want.Equal(a) && !want.Equal(b) {
			r.add("invoice_print_sum", document.Error, s.fig.words, "dice %s; la página suma %s y lo acumulado %s",
				"it says %s; the page adds up to %s and so far it is %s", want, a, b)
			return false
		}
	}
	return true
}

// weighed holds weights and packages to their printed totals.
func (r *reader) weighed(v *invoice.Invoice, sums []sum, st style) {
	rows := make([]map[string]*money.Amount, len(v.Lineas))
	marks := make([]map[string]document.Evidence, len(v.Lineas))
	for i := range v.Lineas {
		rows[i], marks[i] = v.Lineas[i].Amounts(), v.Lineas[i].Marks
	}
	for _, x := range columnTotals() {
		r.columnTotal(x, rows, marks, v.Marks, v.Amounts(), sums, st)
	}
	r.heavier(rows)
}
