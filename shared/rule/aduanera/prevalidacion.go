package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// prevalidacion: the amount of the prevalidation is the one of its year (LA art.
// 16-A; RGCE 1.8.3; dossier §3.6). A year no table has is no data.
func prevalidacion() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_prevalidacion",
		Title:     document.Text{ES: "La prevalidación (PRV) es la del año", EN: "The prevalidation (PRV) is that of the year"},
		Citation:  "LA 16-A; RGCE 1.8.3",
		Source:    "dossier §3.6",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: document.Text{ES: "PRV de 240 en un pedimento de 2025.", EN: "A PRV of 240 in a pedimento of 2025."},
		Needs:   []rule.Data{rule.DataRate}, Rows: []string{catalog.FeePRV}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			got, found := pedimento.Charged(c.P.Contribuciones, "PRV")
			if !found {
				return rule.NotApplicable
			}
			due := fee(c, catalog.FeePRV)
			if !due.Known() {
				return c.NoData(rule.DataRate)
			}
			if !got.Known() {
				return c.NoData(rule.DataValue)
			}
			if !got.Equal(due) {
				c.Fail(rule.Where{Field: "contribuciones"}, "La PRV es %s y la del año %s.", "PRV is %s and that of the year %s.", got, due)
			}
			return c.Judged()
		},
	}
}
