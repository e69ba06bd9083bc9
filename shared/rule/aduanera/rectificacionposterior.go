package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// rectificacionPosterior: a rectification is paid after what it rectifies, or the
// same day.
func rectificacionPosterior() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_rectificacion_posterior",
		Title:     document.Text{ES: "La rectificación no es anterior al original", EN: "A rectification is not earlier than its original"},
		Citation:  "LA art. 89",
		Source:    "dossier §4 V30",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise cuál de los dos números es el original.",
			EN: "See which of the two numbers is the original.",
		},
		Example: document.Text{
			ES: "Una rectificación pagada antes que el pedimento que rectifica.",
			EN: "A rectification paid before the pedimento it rectifies.",
		},
		Needs: []rule.Data{rule.DataDate}, Checks: []int{9},
		Case: func(c *rule.Case) rule.Outcome {
			r := c.P.Rectifica
			if r == nil {
				return rule.NotApplicable
			}

			if !r.Fecha.Known() || !c.P.FechaPago.Known() {
				return c.NoData(rule.DataDate)
			}
			if c.P.FechaPago < r.Fecha {
				c.Fail(rule.Where{Field: "fecha_pago"}, "La rectificación se pagó el %s y su original el %s.", "The rectification was paid on %s and its original on %s.", c.P.FechaPago, r.Fecha)
			}
			return c.Judged()
		},
	}
}
