package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// eachCOVE asks a check about every declared invoice with an acuse de valor.
// The check is false when a value it needs is not there. What could not be
// judged keeps the rule from passing; what failed fails it.
func eachCOVE(c *rule.Case, missing rule.Data, check func(i int, f *pedimento.Factura, v *cove.Cove) bool) rule.Outcome {
	cited, held, judged := 0, 0, 0
	for i := range c.P.Facturas {
		f := &c.P.Facturas[i]
		if f.COVE == "" {
			continue
		}
		cited++
		if c.Papers == nil {
			continue
		}
		v := c.Papers.COVE(f.COVE)
		if v == nil {
			c.Lacks(rule.Lack{Data: rule.DataCOVE, Key: f.COVE})
			continue
		}
		held++
		if check(i, f, v) {
			judged++
		}
	}
	return told(c, cited, held, judged, rule.DataCOVE, missing)
}

// told is the outcome of a check over several papers.
func told(c *rule.Case, cited, held, judged int, paper, missing rule.Data) rule.Outcome {
	switch {
	case cited == 0:
		return rule.NotApplicable
	case held < cited:
		return c.NoData(paper) // a failure that was raised outweighs it
	case judged < cited:
		return c.NoData(missing)
	}
	return c.Judged()
}

// eachInvoice asks a check about every declared invoice whose commercial
// invoice is at hand and the only one of its number.
func eachInvoice(c *rule.Case, missing rule.Data, check func(i int, f *pedimento.Factura, v *invoice.Invoice) bool) rule.Outcome {
	held, judged := 0, 0
	for i := range c.P.Facturas {
		v := invoiceOf(c, &c.P.Facturas[i])
		if v == nil {
			lacksInvoice(c, &c.P.Facturas[i])
			continue
		}
		held++
		if check(i, &c.P.Facturas[i], v) {
			judged++
		}
	}
	return told(c, len(c.P.Facturas), held, judged, rule.DataInvoice, missing)
}

// lacksInvoice remembers the commercial invoice that is not at hand by the number
// the declaration gives it, or by that of its acuse de valor.
func lacksInvoice(c *rule.Case, f *pedimento.Factura) {
	number := f.Numero
	if number == "" {
		number = f.COVE
	}
	c.Lacks(rule.Lack{Data: rule.DataInvoice, Key: number})
}

// invoiceOf is the commercial invoice of a declared one: by its own number, else
// by that of its acuse de valor. Nil when none or several answer.
func invoiceOf(c *rule.Case, f *pedimento.Factura) *invoice.Invoice {
	if c.Papers == nil {
		return nil
	}
	number, supplier := f.Numero, f.IDFiscal
	if f.COVE != "" && (number == "" || supplier == "") {
		if v := c.Papers.COVE(f.COVE); v != nil && !c.Catalog.In(catalog.ListCOVEOfMany, v.Relacion, c.On) {
			if number == "" {
				number = v.Numero
			}
			if p := foreign(c, v); supplier == "" && p != nil {
				supplier = p.ID
			}
		}
	}
	if number == "" {
		return nil
	}
	found := c.Papers.Invoices(number, "")
	if len(found) > 1 && supplier != "" {
		found = c.Papers.Invoices(number, supplier)
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// foreign is the party of a COVE that is the pedimento's supplier or buyer: who
// sends what comes in, who receives what leaves. Nil when a relación has
// several.
func foreign(c *rule.Case, v *cove.Cove) *cove.Persona {
	if c.Exporta {
		return cruce.Receiver(v)
	}
	return cruce.Sender(v)
}

// ours is the other party.
func ours(c *rule.Case, v *cove.Cove) *cove.Persona {
	if c.Exporta {
		return cruce.Sender(v)
	}
	return cruce.Receiver(v)
}
