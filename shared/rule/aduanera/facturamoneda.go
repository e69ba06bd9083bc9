package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaMoneda: the currency of the pedimento is that of the invoice (LA art.
// 36-A-I-a; Anexo 22, moneda de facturación; dossier V24).
func facturaMoneda() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_moneda",
		Title:     document.Text{ES: "La moneda es la de la factura", EN: "The currency is that of the invoice"},
		Citation:  "LA 36-A-I-a; Anexo 22, bloque de proveedor o comprador",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura está en EUR y el pedimento la declara en USD.",
			EN: "The invoice is in EUR and the pedimento declares USD.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataValue, func(i int, f *pedimento.Factura, v *invoice.Invoice) bool {
				if f.Moneda == "" || v.Moneda == "" {
					return false
				}
				if cruce.Currency(f.Moneda) != cruce.Currency(v.Moneda) {
					c.Fail(cruce.At(i, "moneda", v.Numero), "El pedimento declara %s y la factura %s está en %s.", "The pedimento declares %s and invoice %s is in %s.", f.Moneda, v.Numero, v.Moneda)
				}
				return true
			})
		},
	}
}
