package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
)

// eachCFDI asks a check about every declared invoice whose CFDI is at hand and
// the only one of its number: of an export its own, of an import that of a
// supplier in the country (a V1, an F4), which its number or its RFC tells. What
// could not be judged keeps the rule from passing; what failed fails it.
func eachCFDI(c *rule.Case, missing rule.Data, check func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool) rule.Outcome {
	if !c.Exporta && !c.Importa {
		return rule.NotApplicable
	}
	asked, held, judged := 0, 0, 0
	for i := range c.P.Facturas {
		f := &c.P.Facturas[i]
		v := invoiceOf(c, f)
		if !c.Exporta && v == nil && !domestic(c, f) {
			continue
		}
		asked++
		if v == nil {
			c.Lacks(rule.Lack{Data: rule.DataCFDI, Key: numberOf(c, f)})
			continue
		}
		held++
		if check(i, f, v) {
			judged++
		}
	}
	switch {
	case asked == 0:
		return rule.NotApplicable
	case held < asked:
		return c.NoData(rule.DataCFDI) // a failure that was raised outweighs it
	case judged < asked:
		return c.NoData(missing)
	}
	return c.Judged()
}

// domestic reports an invoice of an import that must be a CFDI: its number is a
// UUID.
func domestic(c *rule.Case, f *pedimento.Factura) bool { return cfdi.IsUUID(numberOf(c, f)) }

// invoiceOf is the CFDI of a declared invoice; nil when none or several answer.
// Of several of one folio the exporter's own is meant, when it is one alone; of
// an import only what the declared supplier issued, unless the number is a UUID.
func invoiceOf(c *rule.Case, f *pedimento.Factura) *cfdi.Comprobante {
	n := numberOf(c, f)
	if n == "" || c.Papers == nil {
		return nil
	}
	found := c.Papers.CFDI(n)
	issuer := c.P.RFC
	if !c.Exporta {
		issuer = f.IDFiscal
	}
	if len(found) > 1 || !c.Exporta && !cfdi.IsUUID(n) {
		var own []*cfdi.Comprobante
		for _, v := range found {
			if v.Emisor.RFC == issuer {
				own = append(own, v)
			}
		}
		found = own
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// conceptos are the lines of a CFDI, numbered after those already there, valued
// in dollars where its currency is the dollar or the pedimento gives its factor.
func conceptos(c *rule.Case, out []lineas.Line, f *pedimento.Factura, v *cfdi.Comprobante) []lineas.Line {
	return cruce.Read(c, out, v, f.FactorMoneda, func() []lineas.Line { return linesOf(c, f, v) })
}

func linesOf(c *rule.Case, f *pedimento.Factura, v *cfdi.Comprobante) []lineas.Line {
	out, units := cruce.Blank(c, len(v.Conceptos)), cruce.UnitsOf(c)
	for i := range v.Conceptos {
		k := &v.Conceptos[i]
		l := lineas.Line{Number: len(out) + 1, Parte: k.NoIdentificacion, Descripcion: k.Descripcion, Cantidad: k.Cantidad, Valor: net(k.Importe, k.Descuento)}
		if v.Moneda != "USD" {
			l.Valor, _ = l.Valor.Mul(f.FactorMoneda) // unknown when it does not fit
		}
		l.Unidad = units.OMA(k.ClaveUnidad)
		out = append(out, l)
	}
	return out
}

// net is an amount less its discount, where there is one.
func net(amount, discount money.Amount) money.Amount {
	if !discount.Known() {
		return amount
	}
	less, err := amount.Sub(discount)
	if err != nil {
		return money.Amount{}
	}
	return less
}
