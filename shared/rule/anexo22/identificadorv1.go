package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// identificadorV1: a transfer (clave V1) names its counterpart with identifier
// V1: its IMMEX number or RFC (Anexo 22 Apéndice 8; dossier §4 V25). Measured:
// 390 of 390.
func identificadorV1() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_identificador_v1",
		Title:     say("Una transferencia V1 nombra a su contraparte", "A transfer V1 names its counterpart"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (V1)",
		Source:    "dossier §4 V25",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "C",
		Action:  rectify(),
		Example: say("Clave V1 sin identificador V1.", "Clave V1 without identifier V1."),
		Needs:   []rule.Data{rule.DataIdentifier}, Checks: []int{5, 24},
		Case: func(c *rule.Case) rule.Outcome {
			return named(c, "V1", "V1")
		},
	}
}
