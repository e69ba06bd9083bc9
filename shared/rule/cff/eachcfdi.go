package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
)

// eachCFDI asks a check about every declared invoice of an export whose CFDI is
// at hand and the only one of its number. What could not be judged keeps the
// rule from passing; what failed fails it.
func eachCFDI(c *rule.Case, missing rule.Data, check func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool) rule.Outcome {
	if !c.Exporta || len(c.P.Facturas) == 0 {
		return rule.NotApplicable
	}
	held, judged := 0, 0
	for i := range c.P.Facturas {
		v := invoiceOf(c, &c.P.Facturas[i])
		if v == nil {
			continue
		}
		held++
		if check(i, &c.P.Facturas[i], v) {
			judged++
		}
	}
	switch n := len(c.P.Facturas); {
	case held < n:
		return c.NoData(rule.DataCFDI) // a failure that was raised outweighs it
	case judged < n:
		return c.NoData(missing)
	}
	return c.Judged()
}

// invoiceOf is the CFDI of a declared invoice; nil when none or several answer.
// Of several of one folio the exporter's own is meant, when it is one alone.
func invoiceOf(c *rule.Case, f *pedimento.Factura) *cfdi.Comprobante {
	n := numberOf(c, f)
	if n == "" || c.Papers == nil {
		return nil
	}
	found := c.Papers.CFDI(n)
	if len(found) > 1 {
		var own []*cfdi.Comprobante
		for _, v := range found {
			if v.Emisor.RFC == c.P.RFC {
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
	for i := range v.Conceptos {
		k := &v.Conceptos[i]
		l := lineas.Line{Number: len(out) + 1, Parte: k.NoIdentificacion, Descripcion: k.Descripcion, Cantidad: k.Cantidad, Valor: k.Importe}
		if v.Moneda != "USD" {
			l.Valor, _ = k.Importe.Mul(f.FactorMoneda) // unknown when it does not fit
		}
		if u, ok := c.Catalog.UnitOfOMA(k.ClaveUnidad); ok {
			l.Unidad = u.Clave
		}
		out = append(out, l)
	}
	return out
}
