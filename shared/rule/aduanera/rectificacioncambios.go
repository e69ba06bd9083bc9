package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// rectificacionCambios: a rectification changes data of the declaration and not
// which declaration it is: importer, operation and clave stay. Measured: 63 of
// 63.
func rectificacionCambios() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_rectificacion_cambios",
		Title:     document.Text{ES: "La rectificación conserva importador, operación y clave", EN: "A rectification keeps importer, operation and clave"},
		Citation:  "LA art. 89; RGCE 6.1.1",
		Source:    "dossier §4 V30; §3.4",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Si cambian, no es rectificación: desista o pague otro pedimento; la clave y la operación sólo con autorización.",
			EN: "When they change it is no rectification: withdraw or pay another pedimento; clave and operation only with authorisation.",
		},
		Example: document.Text{
			ES: "Un IN rectificado como A1.",
			EN: "An IN rectified as an A1.",
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
			changed(c, "rfc", o.Number, o.RFC, c.P.RFC)
			changed(c, "operacion", o.Number, o.Operacion, c.P.Operacion)
			changed(c, "clave", o.Number, o.Clave, c.P.Clave)
			return c.Judged()
		},
	}
}

// changed tells of a datum that a rectification may not change; one that
// either does not give is not compared.
func changed(c *rule.Case, field, other, was, is string) {
	if was != "" && is != "" && was != is {
		c.Fail(rule.Where{Field: field, Other: other}, "La rectificación dice %s %q y el original %q.", "The rectification says %s %q and the original %q.", field, is, was)
	}
}
