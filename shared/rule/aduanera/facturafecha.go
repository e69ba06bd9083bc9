package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaFecha: the date of the invoice in the pedimento is the one it bears (LA
// art. 36-A-I-a; Anexo 22, fecha de facturación; dossier V24).
func facturaFecha() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_fecha",
		Title:     document.Text{ES: "La fecha es la de la factura", EN: "The date is that of the invoice"},
		Citation:  "LA 36-A-I-a; Anexo 22, bloque de proveedor o comprador",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura es del 2024-03-01 y el pedimento la fecha el 2024-01-03.",
			EN: "The invoice is of 2024-03-01 and the pedimento dates it 2024-01-03.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataDate}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataDate, func(i int, f *pedimento.Factura, v *invoice.Invoice) bool {
				if !f.Fecha.Known() || !v.Fecha.Known() {
					return false
				}
				if f.Fecha != v.Fecha {
					c.Fail(cruce.At(i, "fecha", v.Numero), "El pedimento fecha la factura %s el %s y ella dice %s.", "The pedimento dates invoice %s %s and it says %s.", v.Numero, f.Fecha, v.Fecha)
				}
				return true
			})
		},
	}
}
