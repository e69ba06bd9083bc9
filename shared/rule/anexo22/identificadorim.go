package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// identificadorIM: a temporary import under IMMEX (ITE) carries identifier IM
// with the number of the programme (Anexo 22 Apéndice 8; dossier V05).
func identificadorIM() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_identificador_im",
		Title:     say("Una importación temporal IMMEX lleva el identificador IM", "A temporary import under IMMEX carries identifier IM"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (IM); Decreto IMMEX 4",
		Source:    "dossier §4 V05",
		Authority: rule.Anexo22, From: 20061113, Severity: document.Error, Confidence: "3P",
		Action:  rectify(),
		Example: say("Un IN con régimen ITE sin IM.", "An IN of régimen ITE without IM."),
		Needs:   []rule.Data{rule.DataIdentifier}, Checks: []int{11, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Temporal || !c.Importa {
				return rule.NotApplicable
			}
			if c.Has("IM") {
				return rule.Pass
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			return c.Fail(rule.Where{Field: "identificadores"}, "El pedimento %s es temporal (ITE) y no trae IM.", "The %s pedimento is temporary (ITE) and has no IM.", c.P.Clave)
		},
	}
}
