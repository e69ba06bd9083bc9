package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// dtaDefinitivo: a definitive import pays 8 per thousand of the customs value
// and at least the fixed fee of the year (LFD art. 49-I; dossier V16). The rate
// is confirmed; that least amount is of a third party.
func dtaDefinitivo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_dta_definitivo",
		Title:     document.Text{ES: "El DTA de una importación definitiva es 8 al millar, y al menos la cuota fija", EN: "The DTA of a definitive import is 8 per thousand, and at least the fixed fee"},
		Citation:  "LFD 49-I",
		Source:    "dossier §3.6, §4 V16",
		Authority: rule.Aduanera, From: 20050101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: document.Text{ES: "Valor en aduana 632,390 y DTA de 425.", EN: "Customs value 632,390 and a DTA of 425."},
		Needs:   []rule.Data{rule.DataRate, rule.DataValue}, Rows: []string{catalog.FeeDTA, catalog.FeeDTAMinimum, catalog.FeeDTAFixed}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || !concept(c, catalog.FeeDTA) {
				return rule.NotApplicable
			}
			return perThousand(c, "aduanera_dta_definitivo", catalog.FeeDTA)
		},
	}
}
