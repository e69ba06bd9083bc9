package aduanera

import (
	"slices"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// covePatente: the patente of the pedimento is among those its acuse de valor was
// sent for (RGCE 1.9.18; dossier V24).
func covePatente() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_patente",
		Title:     document.Text{ES: "La patente está entre las del acuse de valor", EN: "The patente is among those of the acuse de valor"},
		Citation:  "LA 59-A; RGCE 1.9.18; Anexo 22, campo del acuse de valor",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida la adenda del COVE que agregue la patente con la que se despachó.",
			EN: "Ask for the adenda of the COVE that adds the patente the goods were cleared with.",
		},
		Example: document.Text{
			ES: "El COVE autoriza la patente 3210 y el pedimento es de la 1234.",
			EN: "The COVE is for patente 3210 and the pedimento is of 1234.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCOVE(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				if len(v.Patentes) == 0 || c.P.Patente == "" {
					return false
				}
				if !slices.Contains(v.Patentes, c.P.Patente) {
					c.Fail(cruce.At(i, "cove", v.EDocument), "El COVE %s no trae la patente %s.", "COVE %s does not name patente %s.", f.COVE, c.P.Patente)
				}
				return true
			})
		},
	}
}
