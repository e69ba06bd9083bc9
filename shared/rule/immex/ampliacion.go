package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// ampliacion: identifier PZ says that the stay was extended. Whether goods of LA
// 108-I may be is not confirmed; what the authority granted is in its complement.
// Without it nobody knows until when.
func ampliacion() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_ampliacion",
		Title:     document.Text{ES: "La ampliación del plazo (PZ) dice su autorización", EN: "An extension of the stay (PZ) states its authorisation"},
		Citation:  "RGCE Anexo 22 Apéndice 8, PZ; LA art. 108",
		Source:    "dossier §2.3 Extension; §2.4",
		Authority: rule.IMMEX, From: 20061113, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Anote en saldos_iniciales o decisiones el vencimiento con la autorización; no confíe en la ampliación sin ella.",
			EN: "Record the due date with the authorisation; do not rely on the extension without it.",
		},
		Example: document.Text{
			ES: "Un IN con identificador PZ sin complemento.",
			EN: "An IN with identifier PZ and no complement.",
		},
		Checks: []int{1, 25},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Has("PZ") {
				return rule.NotApplicable
			}
			for _, k := range c.Identifier("PZ") {
				if complement(k, 0) == "" {
					c.Fail(rule.Where{Field: "identificadores", Other: "PZ"},
						"El pedimento declara una ampliación del plazo (PZ) sin decir su autorización.", "The pedimento declares an extension of the stay (PZ) without its authorisation.")
				}
			}
			return c.Judged()
		},
	}
}
