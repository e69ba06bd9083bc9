package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// mve: an importer sends the manifestación de valor electronically, and the
// pedimento carries its number among the identifiers (LA arts. 59-III and 59-A; RGCE
// 1.5.1, format E2; compulsory from 2026-04-01, after the extension of the seventh
// amendment of RGCE 2025). That its number begins with MNVA is not confirmed, so the
// rule warns.
func mve() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_mve",
		Title:     document.Text{ES: "La importación trae su manifestación de valor electrónica", EN: "The import has its electronic manifestación de valor"},
		Citation:  "LA 59-III; RGCE 1.5.1",
		Source:    "dossier §5, §14 #21",
		Authority: rule.Aduanera, From: 20260401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal el acuse de la manifestación de valor; si no se transmitió, transmítala.",
			EN: "Ask the broker for the receipt of the manifestación de valor; where it was not sent, send it.",
		},
		Example: document.Text{
			ES: "Un pedimento de importación del 2026-04-02 sin número de manifestación.",
			EN: "A pedimento of import of 2026-04-02 without the number of a manifestación.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{21},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.Rectifica || c.Catalog.In(catalog.ListVirtual, c.P.Clave, c.On) || regularises(c) {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			for i := range c.P.Identificadores {
				for _, x := range c.P.Identificadores[i].Complementos {
					if fits, _ := c.Catalog.EDocument(catalog.EDocumentMVE, x, c.On); fits {
						return c.Judged()
					}
				}
			}
			return c.Fail(rule.Where{Field: "identificadores"}, "El pedimento no cita ninguna manifestación de valor electrónica.", "The pedimento cites no electronic manifestación de valor.")
		},
	}
}

// regularises reports a clave that changes the regime of goods that are here:
// their value was manifested when they came in.
func regularises(c *rule.Case) bool {
	e, ok := c.Catalog.Effect(c.P.Clave, c.P.Operacion, nil, c.On)
	return ok && e.Effect == catalog.EffectRegime
}
