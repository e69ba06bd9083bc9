package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// a3Acta: a regularisation rests on an act or resolution, digitalised and cited
// with identifier ED (the glosa asks for it).
func a3Acta() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_a3_acta",
		Title:     document.Text{ES: "El A3 cita el acta o la resolución", EN: "The A3 cites the act or resolution"},
		Citation:  "LA art. 101; RGCE 2.5.1; Anexo 22 Apéndice 8, ED",
		Source:    "dossier §4.1",
		Authority: rule.Aduanera, From: 20120101, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Digitalice el acta, la resolución o el escrito y cítelo con ED.",
			EN: "Digitalise the act, resolution or letter and cite it with ED.",
		},
		Example: document.Text{
			ES: "Un A3 sin identificador ED.",
			EN: "An A3 without identifier ED.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{4, 21, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != claveA3 {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			if !c.Has("ED") {
				c.Fail(rule.Where{Field: "identificadores", Other: "ED"}, "El A3 no cita ningún documento digitalizado (ED): acta o resolución.", "The A3 cites no digitalised document (ED): act or resolution.")
			}
			return c.Judged()
		},
	}
}
