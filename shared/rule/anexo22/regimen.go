package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// regimen: the régimen is one of Apéndice 16 (Anexo 22; dossier §3.5, V03). Data
// Stage has none, and one that follows from the clave has nothing to be judged.
func regimen() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_regimen",
		Title:     say("El régimen está en el Apéndice 16", "The régimen is in Apéndice 16"),
		Citation:  "RGCE Anexo 22, Apéndice 16",
		Source:    "dossier §3.5, §4 V03",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "C",
		Action:  verify(),
		Example: say("Régimen RTE, que no existe.", "Régimen RTE, which does not exist."),
		Needs:   []rule.Data{rule.DataRegimen},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Efecto == document.Previo {
				return rule.NotApplicable
			}
			if c.P.Regimen == "" || !c.Stated("regimen") {
				return c.NoData(rule.DataRegimen)
			}
			if !c.Catalog.In(catalog.ListRegimenes, c.P.Regimen, c.On) {
				c.Fail(rule.Where{Field: "regimen"}, "El régimen %q no está en el Apéndice 16.", "Régimen %q is not in Apéndice 16.", c.P.Regimen)
			}
			return c.Judged()
		},
	}
}
