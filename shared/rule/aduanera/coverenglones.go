package aduanera

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
)

// coveRenglones: each line of the acuses de valor is a partida with the same
// quantity and value (LA arts. 36-A and 59-A; checks 10 and 19). Lines are matched
// by package lineas; a tie is not judged.
func coveRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_renglones",
		Title:     document.Text{ES: "Los renglones del acuse de valor son las partidas", EN: "The lines of the acuse de valor are the partidas"},
		Citation:  "LA 36-A y 59-A",
		Source:    "dossier §4 V24, §14 #19",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal y al proveedor que digan cuál de los dos es el correcto; rectifique el pedimento o mande la adenda del COVE.",
			EN: "Ask the broker and the supplier which of the two is right; rectify the pedimento or send the COVE's adenda.",
		},
		Example: document.Text{
			ES: "El COVE trae 1,000 conectores y la partida declara 900.",
			EN: "The COVE has 1,000 connectors and the partida declares 900.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataParts}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			var goods []lineas.Line
			last := ""
			o := eachCOVE(c, rule.DataCOVE, func(_ int, f *pedimento.Factura, v *cove.Cove) bool {
				goods, last = cruce.OfCOVE(c, goods, v), f.COVE
				return true
			})
			if o != rule.Pass {
				return o
			}
			for i := range c.P.Facturas {
				if c.P.Facturas[i].COVE == "" {
					return c.NoData(rule.DataCOVE)
				}
			}
			return cruce.Goods(c, goods, cruce.Declared(c), last)
		},
	}
}
