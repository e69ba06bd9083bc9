package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveForma: the number of an acuse de valor is COVE and nine signs, capitals and
// digits (LA art. 59-A; RGCE 1.9.18; dossier V22, typical shape not confirmed).
func coveForma() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_forma",
		Title:     document.Text{ES: "El acuse de valor tiene la forma de uno", EN: "The acuse de valor has the shape of one"},
		Citation:  "LA 59-A; RGCE 1.9.18",
		Source:    "dossier §4 V22",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal el acuse de valor y corrija su número en el pedimento.",
			EN: "Ask the broker for the acuse de valor and correct its number in the pedimento.",
		},
		Example: document.Text{
			ES: "El pedimento cita COVE2400ABC1, de doce signos.",
			EN: "The pedimento cites COVE2400ABC1, of twelve signs.",
		},
		Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			cited := false
			for i := range c.P.Facturas {
				n := c.P.Facturas[i].COVE
				if n == "" {
					continue
				}
				cited = true
				if fits, known := c.Catalog.EDocument(catalog.EDocumentCOVE, n, c.On); known && !fits {
					c.Fail(cruce.At(i, "cove", n), "El acuse de valor %q no tiene la forma COVE y nueve signos.", "Acuse de valor %q has not the shape COVE and nine signs.", n)
				}
			}
			if !cited {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}
