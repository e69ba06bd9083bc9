package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// consolidado: the consecutive of remesas (RC) is of a consolidated pedimento,
// which says PC (Anexo 22 Apéndice 8; dossier §4.1 PC and RC).
func consolidado() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_consolidado",
		Title:     say("RC es de un pedimento consolidado (PC)", "RC is of a consolidated pedimento (PC)"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (PC y RC); LA 37",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action:  rectify(),
		Example: say("RC 1-4 y ningún PC.", "RC 1-4 and no PC."), Checks: []int{24, 25},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Has("RC") {
				return rule.NotApplicable
			}
			if !c.Has("PC") {
				c.Fail(rule.Where{Field: "identificadores"}, "El pedimento trae RC y no PC.", "The pedimento has RC and no PC.")
			}
			return c.Judged()
		},
	}
}
