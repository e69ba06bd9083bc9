package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// rectificacionCadena: a chain of rectifications goes on from its last: one that
// rectifies a pedimento which another already rectified leaves two that claim to
// be in force.
func rectificacionCadena() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_rectificacion_cadena",
		Title:     document.Text{ES: "Cada rectificación parte de la última", EN: "Each rectification goes on from the last"},
		Citation:  "LA art. 89; RGCE 6.1.1",
		Source:    "dossier §4 V30",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Decida con el agente aduanal cuál rectificación vale; las dos descuentan del mismo original.",
			EN: "Decide with the broker which rectification holds; both replace one original.",
		},
		Example: document.Text{
			ES: "Dos rectificaciones del mismo original.",
			EN: "Two rectifications of one original.",
		},
		Needs: []rule.Data{rule.DataOriginal}, Checks: []int{9},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Rectifica == nil {
				return rule.NotApplicable
			}
			o := original(c)
			if o == nil {
				return c.NoPaper(rule.DataOriginal, c.P.Rectifica.Number())
			}
			if by := c.Others.Superseded(o.Number); by != "" && !pedimento.Same(by, c.P.Number) {
				c.Fail(rule.Where{Field: "rectifica", Other: by},
					"El original %s lo rectifica también %s.", "Original %s is rectified by %s as well.", o.Number, by)
			}
			return c.Judged()
		},
	}
}
