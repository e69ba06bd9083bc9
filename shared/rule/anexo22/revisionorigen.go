package anexo22

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// revisionOrigen: identifier RO asks for the authorisation of review at origin,
// whose number it carries (LA art. 98; dossier §4.1 RO).
func revisionOrigen() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_revision_origen",
		Title:     say("RO nombra la autorización de revisión en origen", "RO names the authorisation of review at origin"),
		Citation:  "LA 98; RGCE Anexo 22, Apéndice 8 (RO)",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: say("RO sin complemento.", "RO without complement."), Checks: []int{24},
		Case: func(c *rule.Case) rule.Outcome {
			list := c.Identifier("RO")
			if len(list) == 0 {
				return rule.NotApplicable
			}
			for _, k := range list {
				if len(k.Complementos) == 0 || strings.TrimSpace(k.Complementos[0]) == "" {
					c.Fail(rule.Where{Field: "identificadores"}, "El identificador RO viene sin autorización.", "Identifier RO comes without an authorisation.")
				}
			}
			return c.Judged()
		},
	}
}
