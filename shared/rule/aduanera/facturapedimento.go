package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaPedimento: an invoice that names a pedimento or an acuse de valor names
// those it is declared with (LA art. 36-A-I-a; dossier V24).
func facturaPedimento() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_pedimento",
		Title:     document.Text{ES: "La factura nombra este pedimento y este acuse", EN: "The invoice names this pedimento and this acuse"},
		Citation:  "LA 36-A-I-a; Anexo 22, bloque de proveedor o comprador",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura nombra el pedimento de otra operación.",
			EN: "The invoice names the pedimento of another operation.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachInvoice(c, rule.DataValue, func(i int, f *pedimento.Factura, v *invoice.Invoice) bool {
				if v.Pedimento == "" && v.COVE == "" {
					return false
				}
				if v.Pedimento != "" && c.P.Number != "" && !pedimento.Same(v.Pedimento, c.P.Number) {
					c.Fail(cruce.At(i, "numero", v.Numero), "La factura %s nombra el pedimento %s y la declara el %s.", "Invoice %s names pedimento %s and %s declares it.", v.Numero, v.Pedimento, c.P.Number)
				}
				if v.COVE != "" && f.COVE != "" && v.COVE != f.COVE {
					c.Fail(cruce.At(i, "cove", v.Numero), "La factura %s nombra el acuse %s y el pedimento cita %s.", "Invoice %s names acuse %s and the pedimento cites %s.", v.Numero, v.COVE, f.COVE)
				}
				return true
			})
		},
	}
}
