package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// prevalidacionIVA: the IVA of the prevalidation (key 23) is the general rate on
// it, in whole pesos, apart from the IVA of the goods (LIVA art. 1; RGCE 1.8.3;
// dossier §3.6).
func prevalidacionIVA() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_prevalidacion_iva",
		Title:     document.Text{ES: "El IVA de la prevalidación es la tasa general de la PRV", EN: "The IVA of the prevalidation is the general rate of the PRV"},
		Citation:  "LIVA 1; LA 16-A; RGCE 1.8.3",
		Source:    "dossier §3.6",
		Authority: rule.Aduanera, From: 20050101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: document.Text{ES: "PRV de 290 e IVA/PRV de 38.", EN: "A PRV of 290 and an IVA/PRV of 38."},
		Needs:   []rule.Data{rule.DataRate}, Rows: []string{catalog.FeeIVA}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			got, found := pedimento.Charged(c.P.Contribuciones, "IVA/PRV")
			prv, base := pedimento.Charged(c.P.Contribuciones, "PRV")
			if !found || !base {
				return rule.NotApplicable
			}
			rate := fee(c, catalog.FeeIVA)
			if !rate.Known() {
				return c.NoData(rule.DataRate)
			}
			want := rule.Pesos(rule.Percent(prv, rate))
			if !want.Known() || !got.Known() {
				return c.NoData(rule.DataValue)
			}
			if !c.Near("aduanera_prevalidacion_iva", got, want, 1) {
				c.Fail(rule.Where{Field: "contribuciones"}, "El IVA de la PRV es %s y el de %s es %s.", "The IVA of the PRV is %s and that of %s is %s.", got, prv, want)
			}
			return c.Judged()
		},
	}
}
