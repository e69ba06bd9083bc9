package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// facturaVinculacion: where the invoice says that seller and buyer are related, no
// partida declares that they are not (LA arts. 67 to 69; Anexo 22, vinculación).
func facturaVinculacion() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_vinculacion",
		Title:     document.Text{ES: "La vinculación es la que dice la factura", EN: "Related parties are what the invoice says"},
		Citation:  "LA 67, 68 y 69; Anexo 22, vinculación",
		Source:    "dossier §8.3",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura dice que son partes relacionadas y la partida declara 0.",
			EN: "The invoice says that they are related and the partida declares 0.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Exporta {
				return rule.NotApplicable
			}
			return eachInvoice(c, rule.DataValue, func(_ int, _ *pedimento.Factura, v *invoice.Invoice) bool {
				if v.Vinculacion == "" {
					return false
				}
				for i := range c.P.Partidas {
					q := &c.P.Partidas[i]
					if v.Vinculacion == "SI" && q.Vinculacion == "0" && len(c.P.Facturas) == 1 {
						c.Fail(rule.Where{Partida: q.Secuencia, Field: "vinculacion", Other: v.Numero},
							"La partida %d declara que no hay vinculación y la factura %s que sí.", "Partida %d declares no relation and invoice %s that there is one.", q.Secuencia, v.Numero)
					}
				}
				return true
			})
		},
	}
}
