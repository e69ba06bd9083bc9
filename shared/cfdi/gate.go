package cfdi

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// gate checks what the invoice promises about itself.
func gate(c *Comprobante) {
	c.Cotejo = document.CotejoCompleto
	if c.UUID == "" {
		c.Cotejo = document.CotejoParcial
		c.Findings.Add("cfdi_sin_timbre", document.Warning, "/Comprobante/Complemento", document.Textf(
			"El CFDI no tiene timbre (TimbreFiscalDigital): es un borrador sin UUID. Entregue el XML timbrado.",
			"The CFDI has no stamp (TimbreFiscalDigital): it is a draft without UUID. Deliver the stamped XML."))
	}
	c.Findings.Add("cfdi_sello", document.Notice, "/Comprobante/@Sello", document.Textf(
		"Sello no verificado: no se comprobó la firma ni el estado del CFDI ante el SAT.",
		"Seal not verified: neither the signature nor the status of the CFDI before the SAT was checked."))
	if len(c.Conceptos) == 0 {
		c.Findings.Add("cfdi_sin_conceptos", document.Error, "/Comprobante/Conceptos", document.Textf(
			"El CFDI no tiene conceptos; pida el XML completo al emisor.",
			"The CFDI has no lines; ask the issuer for the complete XML."))
	}
	switch c.Tipo {
	case "P", "T":
		// Anexo 20: payments and transfers bill nothing, whatever their lines say.
		c.same("cfdi_subtotal", "/Comprobante/@SubTotal", "SubTotal", c.SubTotal, money.Int(0), money.Int(0))
		c.same("cfdi_total", "/Comprobante/@Total", "Total", c.Total, money.Int(0), money.Int(0))
	default:
		c.checkTotals(unit(c.Moneda))
	}
	if c.Moneda != "MXN" && c.Moneda != "XXX" && !c.TipoCambio.Known() {
		c.Findings.Add("cfdi_tipo_cambio", document.Warning, "/Comprobante/@TipoCambio", document.Textf(
			"Factura en %q sin tipo de cambio; no se puede pasar a pesos.",
			"Invoice in %q without exchange rate; it cannot be turned into pesos.", c.Moneda))
	}
	if c.Comercio != nil {
		c.checkComercio()
	}
}

// checkTotals holds the two sums of Anexo 20. The tolerance is one unit of the
// last decimal of the currency: the SAT compares after rounding the sum, and
// programs differ in how they round it.
func (c *Comprobante) checkTotals(tol money.Amount) {
	var importes, descuentos money.Sum
	descuentos.Add(money.Int(0))
	for _, k := range c.Conceptos {
		c.product("cfdi_importe", k.Where, "Importe", k.Importe, k.Cantidad, k.ValorUnitario, tol)
		importes.Add(k.Importe)
		if k.Descuento.Known() {
			descuentos.Add(k.Descuento)
		}
	}
	c.same("cfdi_subtotal", "/Comprobante/@SubTotal", "SubTotal", c.SubTotal, sumOf(&importes), tol)
	c.same("cfdi_descuento", "/Comprobante/@Descuento", "Descuento", zero(c.Descuento), sumOf(&descuentos), tol)

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
	c.same("cfdi_total", "/Comprobante/@Total", "Total", c.Total, total, tol)
}

// checkComercio holds the sum of the complement, and that its lines are lines
// of the invoice.
func (c *Comprobante) checkComercio() {
	const where = "/Comprobante/Complemento/ComercioExterior"
	parts := map[string]bool{}
	for _, k := range c.Conceptos {
		parts[k.NoIdentificacion] = true
	}
	var usd money.Sum
	for _, m := range c.Comercio.Mercancias {
		c.product("cce_valor_dolares", m.Where, "ValorDolares", m.ValorDolares, m.CantidadAduana, m.ValorUnitarioAduana, unit("USD"))
		usd.Add(m.ValorDolares)
		if !parts[m.NoIdentificacion] {
			c.Findings.Add("cce_no_identificacion", document.Warning, m.Where, document.Textf(
				"La mercancía %q no corresponde a ningún concepto de la factura.",
				"The goods %q match no line of the invoice.", m.NoIdentificacion))
		}
	}
	if len(c.Comercio.Mercancias) == 0 {
		c.Cotejo = document.CotejoParcial
		c.Findings.Add("cce_sin_mercancias", document.Warning, where, document.Textf(
			"El complemento de Comercio Exterior no lista mercancías; su total no se puede cotejar.",
			"The Comercio Exterior complement lists no goods; its total cannot be checked."))
		return
	}
	c.same("cce_total_usd", where+"/@TotalUSD", "TotalUSD", c.Comercio.TotalUSD, sumOf(&usd), unit("USD"))
}

// same records an error that quotes both values; a value that cannot be known
// is not equal to anything.
func (c *Comprobante) same(code, where, name string, declared, computed, tol money.Amount) {
	if declared.Known() && computed.Known() && money.Within(declared, computed, tol) {
		return
	}
	c.Findings.Add(code, document.Error, where, document.Textf(
		"%s declarado %s, calculado %s; pida al emisor el XML correcto.",
		"%s declared %s, computed %s; ask the issuer for the right XML.",
		name, shown(declared), shown(computed)))
}

// lineTolerance is how far, as a part of it, a line may be from quantity × unit
// price: half a percent, our own figure. The SAT allows what the rounding of
// both factors explains, which for few decimals is more than a cent.
func lineTolerance(amount money.Amount) money.Amount {
	tol, err := amount.Abs().Mul(money.FromMicros(5_000))
	if err != nil {
		return money.Amount{}
	}
	return tol
}

// product warns when a line is not quantity × unit price: a quantity stands in
// no sum, so this is the only check it has.
func (c *Comprobante) product(code, where, name string, amount, quantity, price, tol money.Amount) {
	want, err := quantity.Mul(price)
	if err != nil || !want.Known() || !amount.Known() || money.Within(want, amount, tol) {
		return
	}
	if t := lineTolerance(amount); t.Known() && money.Within(want, amount, t) {
		return
	}
	c.Findings.Add(code, document.Warning, where, document.Textf(
		"%s = %s y cantidad × valor unitario = %s; confirme la cantidad con el emisor.",
		"%s = %s and quantity × unit value = %s; confirm the quantity with the issuer.", name, amount, want))
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

// unit is one in the last decimal of a currency (c_Moneda, ISO 4217).
func unit(currency string) money.Amount {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF", "XXX":
		return money.Int(1)
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return money.FromMicros(1_000)
	}
	return money.FromMicros(10_000)
}
