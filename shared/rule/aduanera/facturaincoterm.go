package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaIncoterm: the term of sale of the pedimento is that of the invoice; it
// says which charges the price already holds (LA arts. 64 and 65; Anexo 22,
// Apéndice 14; dossier V24).
func facturaIncoterm() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_incoterm",
		Title:     document.Text{ES: "El incoterm es el de la factura", EN: "The incoterm is that of the invoice"},
		Citation:  "LA 64 y 65; Anexo 22, Apéndice 14",
		Source:    "dossier §4 V24",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura dice CIF y el pedimento FCA.",
			EN: "The invoice says CIF and the pedimento FCA.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataValue}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataValue, func(i int, f *pedimento.Factura, v *invoice.Invoice) bool {
				if f.Incoterm == "" || v.Incoterm == "" {
					return false
				}
				if f.Incoterm != v.Incoterm {
					c.Fail(cruce.At(i, "incoterm", v.Numero), "El pedimento declara %s y la factura %s dice %s.", "The pedimento declares %s and invoice %s says %s.", f.Incoterm, v.Numero, v.Incoterm)
				}
				return true
			})
		},
	}
}
