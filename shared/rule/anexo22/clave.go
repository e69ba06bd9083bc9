package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// clave: the document key is one of Apéndice 2 (Anexo 22 field 3; dossier V03).
// The list at hand is of after the Decreto IMMEX, which ended the claves of
// maquila (A2, A6 …): older documents are not judged by it.
func clave() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_clave",
		Title:     say("La clave de documento está en el Apéndice 2", "The document key is in Apéndice 2"),
		Citation:  "RGCE Anexo 22, Apéndice 2",
		Source:    "dossier §4 V03",
		Authority: rule.Anexo22, From: 20061113, Severity: document.Error, Confidence: "3P",
		Action:  verify(),
		Example: say("Clave ZZ, que no existe.", "Clave ZZ, which does not exist."),
		Twin:    "pedimento_clave",
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave == "" {
				return rule.NotApplicable
			}
			if !c.Catalog.ClaveOn(c.P.Clave, c.On) {
				c.Fail(rule.Where{Field: "clave"}, "La clave %q no está en el Apéndice 2 de esa fecha.", "Clave %q is not in the Apéndice 2 of that day.", c.P.Clave)
			}
			return c.Judged()
		},
	}
}
