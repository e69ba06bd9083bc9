package anexo22

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// coveForma: an acuse de valor is written COVE and digits or capitals, thirteen
// characters in all that were seen (RGCE 1.9.16; dossier V22).
func coveForma() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_cove_forma",
		Title:     say("El acuse de valor se escribe COVE y dígitos o mayúsculas", "An acuse de valor is written COVE and digits or capitals"),
		Citation:  "LA 59-A; RGCE 1.9.16; Anexo 22, facturas",
		Source:    "dossier §4 V22",
		Authority: rule.Anexo22, From: 20120601, Severity: document.Warning, Confidence: "3P",
		Action:  say("Busque el acuse en la ventanilla y corrija el número.", "Look the acuse up in the single window and correct the number."),
		Example: say("Acuse de valor COVE-240ABC.", "An acuse de valor COVE-240ABC."), Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Facturas {
				x := c.P.Facturas[i].COVE
				if x == "" {
					continue
				}
				judged = true
				if tail, ok := strings.CutPrefix(x, "COVE"); !ok || !capitals(tail) {
					c.Fail(rule.Where{Field: "facturas", Other: x}, "El acuse de valor %q no tiene la forma de un COVE.", "Acuse de valor %q does not have the shape of a COVE.", x)
				}
			}
			if !judged {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}

// capitals reports digits and capital letters and nothing else.
func capitals(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'A' || s[i] > 'Z') {
			return false
		}
	}
	return s != ""
}
