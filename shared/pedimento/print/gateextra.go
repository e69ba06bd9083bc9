package print

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// dollars compares VALOR DOLARES × TIPO CAMBIO with the header values in
// pesos: valor aduana on imports, precio pagado on exports and in systems that
// take the dollars from the invoices.
func (g *gate) dollars() {
	p := g.r.p
	pesos, err := p.ValorDolares.Mul(p.TipoCambio)
	if !g.control(err == nil && pesos.Known() && p.ValorAduana.Known() && p.ValorComercial.Known()) {
		return
	}
	tol := g.tolerance("print_dollars", pesos, 1)
	if !money.Within(pesos, p.ValorAduana, tol) && !money.Within(pesos, p.ValorComercial, tol) {
		g.r.differ("print_dollars", "valor dólares × tipo de cambio no da el valor aduana ni el precio pagado",
			"value in dollars × exchange rate is neither the customs value nor the price paid",
			p.ValorDolares.Written()+" × "+p.TipoCambio.Written(), p.ValorAduana, g.r.placeOfTotal("valor_dolares"), g.r.placeOfTotal("tipo_cambio"), g.r.placeOfTotal("valor_aduana"))
	}
}

// additions compares VALOR ADUANA with price paid plus additions less
// deductions (Ley Aduanera arts. 64 to 66). It is a warning: the dossier has
// not measured it over many prints, and additions may be prorated.
func (g *gate) additions() {
	p := g.r.p
	sum, err := p.ValorComercial, error(nil)
	for _, a := range []money.Amount{p.Fletes, p.Seguros, p.Embalajes, p.OtrosIncrementables} {
		if err == nil {
			sum, err = sum.Add(a)
		}
	}
	if err == nil {
		sum, err = sum.Sub(p.Decrementables)
	}
	if err != nil || p.Operacion != "IMP" || !sum.Known() || !p.ValorAduana.Known() {
		return
	}
	if !money.Within(sum, p.ValorAduana, g.tolerance("print_additions", p.ValorAduana, 2+len(p.Partidas))) {
		g.r.differ("print_additions", "el precio pagado más incrementables menos decrementables no da el valor aduana",
			"price paid plus additions less deductions is not the customs value", sum, p.ValorAduana, g.r.placeOfTotal("valor_comercial"), g.r.placeOfTotal("valor_aduana"))
	}
}

// invoices compares value × factor with the dollars of each invoice, and all
// of them with the header.
func (g *gate) invoices() {
	p := g.r.p
	var all money.Sum
	for i, f := range p.Facturas {
		all.Add(f.ValorDolares)
		usd, err := f.ValorMoneda.Mul(f.FactorMoneda)
		if err != nil || !usd.Known() || !f.ValorDolares.Known() {
			continue
		}
		if f.Moneda == "USD" && !money.Within(f.ValorMoneda, f.ValorDolares, g.tolerance("print_invoice_usd", usd, 1)) {
			path := at("facturas", i)
			g.r.differ("print_invoice_usd", "factura "+f.Numero+": está en dólares y su valor no es el de sus dólares",
				"invoice "+f.Numero+": it is in dollars and its value is not that of its dollars",
				f.ValorMoneda.Written(), f.ValorDolares, p.Marks[path+"valor_moneda"].At, p.Marks[path+"valor_dolares"].At)
			continue
		}
		// The factor is printed to five places, so that the dollars are known to
		// so many parts of the value.
		if !money.Within(usd, f.ValorDolares, g.tolerance("print_invoice_dollars", f.ValorMoneda, 1)) {
			path := at("facturas", i)
			g.r.differ("print_invoice_dollars", "factura "+f.Numero+": valor × factor y dólares no coinciden",
				"invoice "+f.Numero+": value × factor and dollars disagree",
				f.ValorMoneda.Written()+" × "+f.FactorMoneda.Written(), f.ValorDolares, p.Marks[path+"valor_moneda"].At, p.Marks[path+"valor_dolares"].At)
		}
	}
	sum, ok := all.Total()
	ok = ok && len(p.Facturas) > 0 && p.ValorDolares.Known()
	agree := ok && (money.Within(sum, p.ValorDolares, g.tolerance("print_invoice_sum", sum, len(p.Facturas)+1)) || g.explained(sum))
	if ws := g.r.parted; len(ws) > 0 && !agree {
		g.r.unread("print_invoice", "a qué factura pertenece «"+joined(ws, " ")+"», que está en otra página", placeOf(ws...))
	}
	if ok && !agree {
		g.r.differ("print_invoice_sum", "los dólares de las facturas y los del encabezado no coinciden; revise fletes y moneda",
			"the dollars of the invoices and of the header disagree; look at freight and currency", sum, p.ValorDolares, p.Marks[at("facturas", 0)+"valor_dolares"].At, g.r.placeOfTotal("valor_dolares"))
	}
}

// explained reports that the invoices are the price paid and the header's
// dollars the customs value, which holds the additions as well.
func (g *gate) explained(sum money.Amount) bool {
	p := g.r.p
	pesos, err := sum.Mul(p.TipoCambio)
	return err == nil && pesos.Known() && money.Within(pesos, p.ValorComercial, g.tolerance("print_dollars", pesos, 1))
}

// number compares the number with itself in the payment block and with its
// own rule, and takes the customs section from the payment when the heading's
// could not be told.
func (g *gate) number() {
	r, p := g.r, g.r.p
	if ws := r.paid.documento; len(ws) > 0 && p.Documento != "" && ws[0].s != p.Documento {
		r.differ("print_number_differs", "el número del pago y el del encabezado no coinciden", "the number of the payment and of the heading disagree", ws[0].s, p.Documento, placeOf(ws...), r.placeOfTotal("number"))
	}
	if ws := r.paid.patente; len(ws) > 0 && p.Patente != "" && ws[0].s != p.Patente {
		r.differ("print_number_differs", "la patente del pago y la del encabezado no coinciden", "the patente of the payment and of the heading disagree", ws[0].s, p.Patente, placeOf(ws...), r.placeOfTotal("number"))
	}
	if w, _, ok := r.find(lAduanaPago, reThreeD, r.paymentLines()); ok && p.Number != "" {
		switch {
		case p.Aduana == "" && w.s[:2] == p.Number[2:4]:
			p.Aduana = w.s
			r.note("aduana", w)
		case p.Aduana != "" && w.s != p.Aduana:
			r.differ("print_number_differs", "la aduana del pago y la de despacho no coinciden", "the aduana of the payment and of dispatch disagree", w.s, p.Aduana, placeOf(w), r.placeOfTotal("aduana"))
		}
	}
	if p.Aduana == "" && !r.aviso {
		r.unread("print_aduana", "la clave de la sección aduanera de despacho", document.Place{})
	}
	if p.Number != "" && p.Number[1] != p.Documento[0] {
		r.differ("print_number_year", "el año del número y el primero de sus siete dígitos no coinciden", "the year of the number and the first of its seven digits disagree", p.Number[:2], p.Documento[:1], r.placeOfTotal("number"))
	}
}

func (r *reader) paymentLines() []line {
	var ls []line
	for _, s := range r.of(sPago) {
		ls = append(ls, s.lines...)
	}
	return ls
}

// sheets compares operation, clave and RFC of the heads of the other sheets.
func (g *gate) sheets() {
	r, p := g.r, g.r.p
	for _, ls := range r.heads {
		for _, c := range []struct {
			name, label, value string
			n                  int
		}{{"el tipo de operación", lOperacion, p.Operacion, 3}, {"la clave de pedimento", lClave, p.Clave, 2}, {"el RFC", lRFC, p.RFC, 0}, {"la CURP", lCURP, p.CURP, 0}} {
			shape := reOper
			switch c.label {
			case lClave:
				shape = reClave
			case lRFC:
				shape = reRFC
			case lCURP:
				shape = reCURP
			}
			w, _, ok := r.find(c.label, shape, ls)
			if ok && c.value == "" {
				r.unread("print_head_differs", c.name+" de la primera hoja: otra imprime "+w.s, placeOf(w))
			}
			if !ok || c.value == "" {
				continue
			}
			s := w.s
			if c.n > 0 {
				s = s[:c.n]
			}
			if s != c.value {
				r.differ("print_head_differs", c.name+" de la primera hoja y de otra no coinciden", c.name+" of the first sheet and of another disagree", c.value, s, placeOf(w))
			}
		}
	}
}

// dates holds the order of entry and payment, and the year of the number.
func (g *gate) dates() {
	p := g.r.p
	if p.FechaEntrada.Known() && p.FechaPago.Known() && p.FechaEntrada > p.FechaPago {
		g.r.differ("print_dates", "la fecha de entrada es posterior a la de pago", "the date of entry is later than that of payment", p.FechaEntrada, p.FechaPago, g.r.placeOfTotal("fecha_entrada"), g.r.placeOfTotal("fecha_pago"))
	}
	if p.Number == "" || !p.FechaPago.Known() {
		return
	}
	yy, _, _, _ := pedimento.Split(p.Number)
	if y, err := strconv.Atoi(yy); err == nil {
		if d := (p.FechaPago.Year() - y%100) % 100; d != 0 && d != 1 {
			g.r.differ("print_number_payment", "el año del número y el del pago no van juntos", "the year of the number and of the payment do not go together", yy, p.FechaPago, g.r.placeOfTotal("number"), g.r.placeOfTotal("fecha_pago"))
		}
	}
}
