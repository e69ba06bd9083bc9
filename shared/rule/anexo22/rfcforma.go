package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// rfcForma: the RFC of the importer or exporter has three or four letters, a
// date and three characters (CFF art. 27; dossier §4.2, V04).
func rfcForma() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_rfc_forma",
		Title:     say("El RFC tiene la forma de un RFC", "The RFC has the shape of an RFC"),
		Citation:  "CFF 27; RGCE Anexo 22, campo RFC",
		Source:    "dossier §4.2 y §4 V04",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "C",
		Action:  say("Verifique el RFC con la constancia de situación fiscal.", "Verify the RFC with the proof of tax status."),
		Example: say("RFC con mes 13.", "An RFC with month 13."), Checks: []int{27},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.RFC == "" {
				return rule.NotApplicable
			}
			if !pedimento.RFCShape(c.P.RFC) {
				c.Fail(rule.Where{Field: "rfc"}, "El RFC %q no tiene la forma de un RFC.", "RFC %q does not have the shape of an RFC.", c.P.RFC)
			}
			return c.Judged()
		},
	}
}
