package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// rectificacionOriginal: a rectification names the pedimento it replaces (LA 89;
// Anexo 22 record 701). One that says it is a rectification and names none cannot
// be applied.
func rectificacionOriginal() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_rectificacion_original",
		Title:     document.Text{ES: "La rectificación nombra el pedimento que rectifica", EN: "A rectification names the pedimento it rectifies"},
		Citation:  "LA art. 89; RGCE Anexo 22, bloque de rectificación (registro 701)",
		Source:    "dossier §4 V30; §3.4",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Consiga el registro 701 o la copia impresa con los datos del original.",
			EN: "Get the record 701 or the print with the data of the original.",
		},
		Example: document.Text{
			ES: "Un pedimento de tipo 2 sin registro 701.",
			EN: "A pedimento of type 2 without a record 701.",
		},
		Checks: []int{9},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Rectifica {
				return rule.NotApplicable
			}
			r := c.P.Rectifica
			if r == nil || r.Documento == "" || r.Patente == "" || r.Aduana == "" {
				c.Fail(rule.Where{Field: "rectifica"}, "El pedimento es una rectificación y no dice de cuál.", "The pedimento is a rectification and does not say of which.")
			}
			return c.Judged()
		},
	}
}
