package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaValor: the value of the invoice in the pedimento, in the invoice's
// currency, is its total or what its lines add up to (LA art. 64; check 10).
func facturaValor() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_valor",
		Title:     document.Text{ES: "El valor es el de la factura", EN: "The value is that of the invoice"},
		Citation:  "LA 64; Anexo 22, valor en moneda de facturación",
		Source:    "dossier §4 V24, §14 #10",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura vale 3,000 dólares y el pedimento declara 1,500.",
			EN: "The invoice is worth 3,000 dollars and the pedimento declares 1,500.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataValue}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataValue, func(i int, f *pedimento.Factura, v *invoice.Invoice) bool {
				if cruce.Packaged(c) {
					return false // immex_empaque_valor asks what of it is packaging
				}
				if f.Moneda != "" && v.Moneda != "" && cruce.Currency(f.Moneda) != cruce.Currency(v.Moneda) {
					return false // facturaMoneda says so
				}
				lines := linesOf(v)
				equal, known := cruce.Values(c, f.ValorMoneda, lines)
				total, printed := cruce.Values(c, f.ValorMoneda, v.Total)
				if !known && !printed {
					return false
				}
				if !equal && !total {
					c.Fail(cruce.At(i, "valor_moneda", v.Numero), "El pedimento declara %s %s y los renglones de la factura %s suman %s.", "The pedimento declares %s %s and the lines of invoice %s add up to %s.", f.ValorMoneda, v.Moneda, v.Numero, lines)
				}
				return true
			})
		},
	}
}
