package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// acuse: the acuse of validation has eight characters (Anexo 22; dossier §3.7).
func acuse() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_acuse",
		Title:     say("El acuse electrónico de validación tiene ocho caracteres", "The acuse of validation has eight characters"),
		Citation:  "RGCE Anexo 22, acuse electrónico de validación",
		Source:    "dossier §3.7",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  say("Pida de nuevo el documento: sin acuse no consta la validación.", "Ask for the document again: without it nothing shows that it was validated."),
		Example: say("Acuse de siete caracteres.", "An acuse of seven characters."),
		Case: func(c *rule.Case) rule.Outcome {
			l, ok := c.Catalog.FieldLength("acuse_electronico_validacion", c.On)
			if !ok || c.P.Acuse == "" {
				return rule.NotApplicable
			}
			if len(c.P.Acuse) != l.Whole {
				c.Fail(rule.Where{Field: "acuse"}, "El acuse %q no tiene %d caracteres.", "Acuse %q does not have %d characters.", c.P.Acuse, l.Whole)
			}
			return c.Judged()
		},
	}
}
