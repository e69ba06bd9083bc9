package aduanera

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveProveedor: supplier or buyer of the pedimento are those of its acuse de
// valor, by tax id and by name (LA art. 36-A-I-a and 59-A; dossier V24). Names are
// compared by the pairs of letters they share, and the finding says how alike they
// are.
func coveProveedor() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_proveedor",
		Title:     document.Text{ES: "El proveedor o comprador es el del acuse de valor", EN: "Supplier or buyer are those of the acuse de valor"},
		Citation:  "LA 59-A; RGCE 1.9.18; Anexo 22, campo del acuse de valor",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal y al proveedor que digan cuál de los dos es el correcto; rectifique el pedimento o mande la adenda del COVE.",
			EN: "Ask the broker and the supplier which of the two is right; rectify the pedimento or send the COVE's adenda.",
		},
		Example: document.Text{
			ES: "El pedimento dice EXAMPLE PARTS INC y el COVE OTHER METAL LLC.",
			EN: "The pedimento says EXAMPLE PARTS INC and the COVE OTHER METAL LLC.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCOVE(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				p := foreign(c, v)
				if p == nil {
					return false
				}
				x := cruce.InCOVE(p, v)
				return cruce.Party(c, i, f, x.ID, x.Name, x.Where)
			})
		},
	}
}
