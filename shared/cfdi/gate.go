package cfdi

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// gatekeeper checks what an invoice promises about itself; the tolerances are
// those of cotejos.csv on the date of the invoice.
type gatekeeper struct {
	c                      *Comprobante
	traslados, retenciones []Impuesto // rows of the header
	known                  map[string]catalog.Cotejo
}

func gate(r *reader) {
	g := &gatekeeper{c: r.c, traslados: r.traslados, retenciones: r.retenciones, known: map[string]catalog.Cotejo{}}
	c := r.c
	c.Cotejo = document.CotejoCompleto
	if c.UUID == "" {
		c.Cotejo = document.CotejoParcial
		c.Findings.Add("cfdi_sin_timbre", document.Warning, "/Comprobante/Complemento", document.Textf(
			"El CFDI no tiene timbre (TimbreFiscalDigital): es un borrador sin UUID. Entregue el XML timbrado.",
			"The CFDI has no stamp (TimbreFiscalDigital): it is a draft without UUID. Deliver the stamped XML."))
	}
	sealNotice(c)
	if len(c.Conceptos) == 0 {
		c.Findings.Add("cfdi_sin_conceptos", document.Error, "/Comprobante/Conceptos", document.Textf(
			"El CFDI no tiene conceptos; pida el XML completo al emisor.",
			"The CFDI has no lines; ask the issuer for the complete XML."))
	}
	switch c.Tipo {
	case "P", "T":
		// Anexo 20: payments and transfers bill nothing, whatever their lines say.
		g.same("cfdi_subtotal", "/Comprobante/@SubTotal", "SubTotal", c.SubTotal, money.Int(0), money.Int(0), 0)
		g.same("cfdi_total", "/Comprobante/@Total", "Total", c.Total, money.Int(0), money.Int(0), 0)
		g.checkLines(unit("MXN"))
	case "I", "E":
		g.checkTotals(unit(c.Moneda))
		g.checkTaxes(unit(c.Moneda))
	default:
		c.Findings.Add("cfdi_tipo", document.Error, "/Comprobante/@TipoDeComprobante", document.Textf(
			"TipoDeComprobante %q no es I, E, T ni P; pida el XML original al emisor.",
			"TipoDeComprobante %q is none of I, E, T and P; ask the issuer for the original XML.", c.Tipo))
	}
	if c.Moneda != "MXN" && c.Moneda != "XXX" && !c.TipoCambio.Known() {
		c.Findings.Add("cfdi_tipo_cambio", document.Warning, "/Comprobante/@TipoCambio", document.Textf(
			"Factura en %q sin tipo de cambio; no se puede pasar a pesos.",
			"Invoice in %q without exchange rate; it cannot be turned into pesos.", c.Moneda))
	}
	if c.Comercio != nil {
		g.checkComercio()
	}
	if c.Pagos != nil {
		g.checkPagos()
	}
	if c.CartaPorte != nil {
		g.checkPorte()
	}
}

// sealNotice says how far the seal was checked; a false one has its error.
func sealNotice(c *Comprobante) {
	m := c.Sello.Motivo
	switch c.Sello.Estado {
	case SelloInvalido:
	case SelloVerificado:
		c.Findings.Add("cfdi_sello", document.Notice, "/Comprobante/@Sello", document.Text{
			ES: "Sello verificado: " + m.ES + ", ni el estado del CFDI ante el SAT.",
			EN: "Seal verified: " + m.EN + ", nor is the status of the CFDI before the SAT.",
		})
	default:
		c.Findings.Add("cfdi_sello", document.Notice, "/Comprobante/@Sello", document.Text{
			ES: "Sello no verificado: " + m.ES + ". Tampoco se comprobó el estado del CFDI ante el SAT; consúltelo si hace falta.",
			EN: "Seal not verified: " + m.EN + ". Nor was the status of the CFDI before the SAT checked; look it up if needed.",
		})
	}
}

// checkTotals holds the two sums of Anexo 20 and each line. The tolerance is
// one unit of the last decimal of the currency: the SAT compares after
// rounding the sum, and programs differ in how they round it.
func (g *gatekeeper) checkTotals(tol money.Amount) {
	c := g.c
	g.checkLines(tol)
	var importes, descuentos money.Sum
	descuentos.Add(money.Int(0))
	for i := range c.Conceptos {
		k := &c.Conceptos[i]
		importes.Add(k.Importe)
		if k.Descuento.Known() {
			descuentos.Add(k.Descuento)
		}
	}
	g.same("cfdi_subtotal", "/Comprobante/@SubTotal", "SubTotal", c.SubTotal, sumOf(&importes), tol, len(c.Conceptos))
	g.same("cfdi_descuento", "/Comprobante/@Descuento", "Descuento", zero(c.Descuento), sumOf(&descuentos), tol, len(c.Conceptos))

	total, err := c.SubTotal.Sub(zero(c.Descuento))
	if err == nil {
		total, err = total.Add(zero(c.Trasladados))
	}
	if err == nil {
		total, err = total.Sub(zero(c.Retenidos))
	}
	if err == nil {
		total, err = total.Add(zero(c.Locales))
	}
	if err != nil {
		total = money.Amount{}
	}
	g.same("cfdi_total", "/Comprobante/@Total", "Total", c.Total, total, tol, 0)
}

// checkLines holds each line to its quantity and price. A payment's line is
// worth nothing (Anexo 20, guide of Pagos).
func (g *gatekeeper) checkLines(tol money.Amount) {
	for i := range g.c.Conceptos {
		k := &g.c.Conceptos[i]
		if g.c.Tipo == "P" {
			g.same("cfdi_pago_concepto", k.Where+"/@Importe", "Importe", k.Importe, money.Int(0), money.Int(0), 0)
			continue
		}
		g.bounds("cfdi_importe", k.Where+"/@Importe", "Importe", k.Importe, k.Cantidad, k.ValorUnitario, tol)
	}
}

// checkComercio holds the sum of the complement, and that its lines are lines
// of the invoice.
func (g *gatekeeper) checkComercio() {
	const where = "/Comprobante/Complemento/ComercioExterior"
	c := g.c
	parts := map[string]bool{}
	for i := range c.Conceptos {
		parts[c.Conceptos[i].NoIdentificacion] = true
	}
	var usd money.Sum
	for i := range c.Comercio.Mercancias {
		m := &c.Comercio.Mercancias[i]
		if m.UnidadAduana != unidadServicio {
			g.bounds("cce_valor_dolares", m.Where+"/@ValorDolares", "ValorDolares", m.ValorDolares, m.CantidadAduana, m.ValorUnitarioAduana, unit("USD"))
		}
		usd.Add(m.ValorDolares)
		if !parts[m.NoIdentificacion] {
			c.Findings.Add("cce_no_identificacion", document.Warning, m.Where, document.Textf(
				"La mercancía %q no corresponde a ningún concepto de la factura; confírmela con el emisor.",
				"The goods %q match no line of the invoice; confirm them with the issuer.", m.NoIdentificacion))
		}
	}
	if len(c.Comercio.Mercancias) == 0 {
		c.Cotejo = document.CotejoParcial
		c.Findings.Add("cce_sin_mercancias", document.Warning, where, document.Textf(
			"El complemento de Comercio Exterior no lista mercancías; su total no se puede cotejar.",
			"The Comercio Exterior complement lists no goods; its total cannot be checked."))
		return
	}
	g.same("cce_total_usd", where+"/@TotalUSD", "TotalUSD", c.Comercio.TotalUSD, sumOf(&usd), unit("USD"), len(c.Comercio.Mercancias))
}

// unidadServicio is the unit of what has no weight or count (c_UnidadAduana);
// its value need not follow from a quantity.
const unidadServicio = "99"

// cotejo is the check of a code on the date of the invoice; one that nobody
// listed allows nothing and refuses.
func (g *gatekeeper) cotejo(code string) catalog.Cotejo {
	x, ok := g.known[code]
	if !ok {
		x = catalog.Default().Cotejo(code, string(document.SourceCFDI), g.c.Fecha)
		g.known[code] = x
	}
	return x
}

func (g *gatekeeper) severity(code string) document.Severity { return g.cotejo(code).Severity }

// tolerance is what the table allows, and never less than one unit of the
// last decimal of the currency.
func (g *gatekeeper) tolerance(code string, least money.Amount, rows int) money.Amount {
	x := g.cotejo(code)
	best := least
	if t := product(x.PerRow, money.Int(int64(rows))); t.Known() && t.Cmp(best) > 0 {
		best = t
	}
	if x.Absolute.Known() && x.Absolute.Cmp(best) > 0 {
		best = x.Absolute
	}
	return best
}

// same records a finding that quotes both values; a value that cannot be known
// is not equal to anything. A least tolerance of 0 asks for equality.
func (g *gatekeeper) same(code, where, name string, declared, computed, least money.Amount, rows int) {
	tol := least
	if least.Sign() > 0 {
		tol = g.tolerance(code, least, rows)
	}
	if declared.Known() && computed.Known() && money.Within(declared, computed, tol) {
		return
	}
	g.c.Findings.Add(code, g.severity(code), where, document.Textf(
		"%s declarado %s, calculado %s; pida al emisor el XML correcto.",
		"%s declared %s, computed %s; ask the issuer for the right XML.",
		name, shown(declared), shown(computed)))
}

// bounds holds a quantity × price as the SAT's own validation does: between
// what the smallest and the largest factors that print alike would give, a
// unit of the currency allowed for the rounding of the result. Inside those
// bounds a whole quantity still must explain the amount, or there is a warning.
func (g *gatekeeper) bounds(code, where, name string, amount, quantity, price, least money.Amount) {
	want := product(quantity, price)
	if !want.Known() || !amount.Known() {
		return
	}
	tight := plus(g.tolerance(code, least, 1), product(quantity.Abs(), half(price)))
	loose := plus(tight, product(price.Abs(), half(quantity)))
	severity := g.severity(code)
	switch {
	case money.Within(want, amount, tight) || quantity.Scale() > 0 && money.Within(want, amount, loose):
		return
	case money.Within(want, amount, loose):
		severity = document.Warning
	}
	g.c.Findings.Add(code, severity, where, document.Textf(
		"%s = %s y el producto de %s × %s es %s; confírmelo con el emisor o pida el XML correcto.",
		"%s = %s and the product of %s × %s is %s; confirm it with the issuer or ask for the right XML.", name, amount, quantity, price, want))
}

// plus is a+b, or a when b is not known.
func plus(a, b money.Amount) money.Amount {
	if sum, err := a.Add(b); err == nil && sum.Known() {
		return sum
	}
	return a
}

// half is half a unit of the last decimal an amount is written with.
func half(a money.Amount) money.Amount {
	h, err := money.Parse("0." + strings.Repeat("0", a.Scale()) + "5")
	if err != nil {
		return money.Amount{}
	}
	return h
}

// product is a×b, unknown when it does not fit exactly.
func product(a, b money.Amount) money.Amount {
	p, err := a.Mul(b)
	if err != nil {
		return money.Amount{}
	}
	return p
}

func shown(a money.Amount) string {
	if !a.Known() {
		return "?"
	}
	return a.String()
}

// zero is the amount, or 0 for an optional attribute that Anexo 20 lets out
// exactly when it is zero.
func zero(a money.Amount) money.Amount {
	if a.Known() {
		return a
	}
	return money.Int(0)
}

// sumOf is the sum, unknown when an addend was.
func sumOf(s *money.Sum) money.Amount {
	total, ok := s.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}

// unit is one in the last decimal of a currency (c_Moneda, ISO 4217); XXX, of
// documents without amounts, has whole ones.
func unit(currency string) money.Amount {
	if currency == "XXX" {
		return money.Int(1)
	}
	return catalog.Default().CurrencyUnit(currency)
}
