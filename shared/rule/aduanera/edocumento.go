package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// edocumento: identifier ED gives the number of a digitalised annex, of thirteen
// signs (LA art. 36-A; Anexo 22 Apéndice 8; dossier V23, length not confirmed).
func edocumento() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_edocumento",
		Title:     document.Text{ES: "El e-document de un anexo tiene la forma de uno", EN: "The e-document of an annex has the shape of one"},
		Citation:  "LA 36-A; Anexo 22, Apéndice 8 clave ED",
		Source:    "dossier §4 V23",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal el acuse de digitalización y corrija el número.",
			EN: "Ask the broker for the receipt of the digitalisation and correct the number.",
		},
		Example: document.Text{
			ES: "El identificador ED trae 019224001, de nueve signos.",
			EN: "Identifier ED gives 019224001, of nine signs.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{21},
		Case: func(c *rule.Case) rule.Outcome {
			list := c.Identifier("ED")
			if len(list) == 0 {
				if !c.Identified() {
					return c.NoData(rule.DataIdentifier)
				}
				return rule.NotApplicable
			}
			for _, k := range list {
				number := ""
				if len(k.Complementos) > 0 {
					number = k.Complementos[0]
				}
				if fits, known := c.Catalog.EDocument(catalog.EDocumentED, number, c.On); known && !fits {
					c.Fail(rule.Where{Field: "identificadores.ED", Other: number}, "El e-document %q no tiene trece signos.", "E-document %q has not thirteen signs.", number)
				}
			}
			return c.Judged()
		},
	}
}
