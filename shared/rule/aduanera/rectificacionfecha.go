package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// rectificacionFecha: the rectification repeats the date of payment of the
// original, which governs rates and exchange (LA 89). Measured: 63 of 63.
func rectificacionFecha() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_rectificacion_fecha",
		Title:     document.Text{ES: "La rectificación repite la fecha de pago del original", EN: "A rectification repeats the date of payment of the original"},
		Citation:  "LA art. 89; RGCE Anexo 22, bloque de rectificación (registro 701)",
		Source:    "dossier §4 V30",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal el original y corrija la fecha.",
			EN: "Ask the broker for the original and correct the date.",
		},
		Example: document.Text{
			ES: "El original se pagó el 3 de marzo y la rectificación dice 5.",
			EN: "The original was paid on 3 March and the rectification says the 5th.",
		},
		Needs: []rule.Data{rule.DataOriginal}, Checks: []int{9},
		Case: func(c *rule.Case) rule.Outcome {
			r := c.P.Rectifica
			if r == nil {
				return rule.NotApplicable
			}

			o := original(c)
			if o == nil {
				c.Lacks(rule.Lack{Data: rule.DataOriginal, Key: r.Number()})
			}
			if o == nil || !o.Pago.Known() || !r.Fecha.Known() {
				return c.NoData(rule.DataOriginal)
			}
			if o.Pago != r.Fecha {
				c.Fail(rule.Where{Field: "rectifica", Other: o.Number},
					"La rectificación dice que el original es del %s y se pagó el %s.", "The rectification says the original is of %s and it was paid on %s.", r.Fecha, o.Pago)
			}
			return c.Judged()
		},
	}
}
