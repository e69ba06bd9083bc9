package aduanera

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
)

// invoiceGoods are the lines of all invoices of a declaration; ok is false when
// one is not at hand.
func invoiceGoods(c *rule.Case) (out []lineas.Line, number string, ok bool) {
	for i := range c.P.Facturas {
		f := &c.P.Facturas[i]
		v := invoiceOf(c, f)
		if v == nil {
			lacksInvoice(c, f)
			return nil, "", false
		}
		out, number = cruce.OfInvoice(c, out, v, f.FactorMoneda), v.Numero
	}
	return out, number, len(out) > 0
}
