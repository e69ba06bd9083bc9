package anexo22

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// edocument: the number of a digitised document (identifier ED) has 13
// characters, digits and capitals (Anexo 22 Apéndice 8; dossier V23).
func edocument() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_edocument",
		Title:     say("El número de e-document tiene 13 caracteres", "The number of an e-document has 13 characters"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (ED); LA 36-A",
		Source:    "dossier §4 V23",
		Authority: rule.Anexo22, From: 20120101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Busque el documento en la ventanilla y corrija el número.", "Look the document up in the single window and correct the number."),
		Example: say("ED con 12 caracteres.", "ED with 12 characters."), Checks: []int{21},
		Case: func(c *rule.Case) rule.Outcome {
			list := c.Identifier("ED")
			if len(list) == 0 {
				return rule.NotApplicable
			}
			for _, k := range list {
				if len(k.Complementos) == 0 || len(k.Complementos[0]) != edocumentLength || !capitals(k.Complementos[0]) {
					c.Fail(rule.Where{Field: "identificadores", Other: "ED"}, "El e-document %q no tiene 13 dígitos y mayúsculas.", "E-document %q does not have 13 digits and capitals.",
						strings.Join(k.Complementos, " "))
				}
			}
			return c.Judged()
		},
	}
}

// edocumentLength is the shape of the number, not law: dossier V23.
const edocumentLength = 13

func capitals(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'A' || s[i] > 'Z') {
			return false
		}
	}
	return s != ""
}
