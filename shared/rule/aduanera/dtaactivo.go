package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// dtaActivo: a temporary import of fixed assets under IMMEX pays 1.76 per
// thousand of the customs value (LFD art. 49-II; dossier V16).
func dtaActivo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_dta_activo",
		Title:     document.Text{ES: "El DTA del activo fijo temporal es 1.76 al millar", EN: "The DTA of temporary fixed assets is 1.76 per thousand"},
		Citation:  "LFD 49-II",
		Source:    "dossier §3.6, §4 V16",
		Authority: rule.Aduanera, From: 20050101, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: document.Text{ES: "Un AF de 1,397,802 con DTA de 425 en vez de 2,460.", EN: "An AF of 1,397,802 with a DTA of 425 instead of 2,460."},
		Needs:   []rule.Data{rule.DataRate, rule.DataValue}, Rows: []string{catalog.FeeDTAAsset, catalog.FeeDTAMinimum, catalog.FeeDTAFixed}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !concept(c, catalog.FeeDTAAsset) {
				return rule.NotApplicable
			}
			return perThousand(c, "aduanera_dta_activo", catalog.FeeDTAAsset)
		},
	}
}
