package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// facturaRenglones: each line of the invoices is a partida with the same quantity
// and value (LA art. 36-A-I-a; checks 10 and 19). Lines are matched by package
// lineas; a tie is not judged.
func facturaRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_factura_renglones",
		Title:     document.Text{ES: "Los renglones de la factura son las partidas", EN: "The lines of the invoice are the partidas"},
		Citation:  "LA 36-A-I-a y 64",
		Source:    "dossier §4 V24, §14 #19",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare la factura con el pedimento; si éste es el equivocado, rectifíquelo antes de que lo revisen.",
			EN: "Compare the invoice with the pedimento; where that one is wrong, rectify it before it is audited.",
		},
		Example: document.Text{
			ES: "La factura trae 500 cables y la partida declara 400.",
			EN: "The invoice has 500 cables and the partida declares 400.",
		},
		Needs: []rule.Data{rule.DataInvoice, rule.DataParts}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			if len(c.P.Facturas) == 0 {
				return rule.NotApplicable
			}
			if cruce.Packaged(c) {
				return c.NoData(rule.DataParts) // packaging may be billed that is no partida
			}
			goods, number, ok := invoiceGoods(c)
			if !ok {
				return c.NoData(rule.DataInvoice)
			}
			return cruce.Goods(c, goods, cruce.Declared(c), "factura "+number)
		},
	}
}
