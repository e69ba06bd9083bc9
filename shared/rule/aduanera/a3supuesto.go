package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// a3Supuesto: an A3 states by identifier A3 and its complement which case of
// regularisation it is (II is a stay that ended).
func a3Supuesto() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_a3_supuesto",
		Title:     document.Text{ES: "El A3 dice su supuesto", EN: "The A3 states its case"},
		Citation:  "LA art. 101; RGCE 2.5.1; Anexo 22 Apéndices 2 y 8, A3",
		Source:    "dossier §2.3 A3; §4.1",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Rectifique para agregar el identificador A3 con su supuesto.",
			EN: "Rectify to add identifier A3 with its case.",
		},
		Example: document.Text{
			ES: "Un A3 sin identificador A3.",
			EN: "An A3 without identifier A3.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{4, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != claveA3 {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			for _, k := range c.Identifier("A3") {
				if complement(k) != "" {
					return rule.Pass
				}
			}
			return c.Fail(rule.Where{Field: "identificadores", Other: "A3"}, "El A3 no dice el supuesto de la regularización.", "The A3 does not state the case of the regularisation.")
		},
	}
}
