package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// ctmF4: of goods in section A of a certificate of transfer (CTM) the supplier of
// auto parts changes regime with F4 within 15 days of receiving it (rule 4.3.13).
// An F4 is of a certificate when it carries identifier V4; the date of its invoice
// stands for the receipt, unless table cumplimiento says on what day it was.
func ctmF4() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_ctm_f4",
		Title:     document.Text{ES: "El F4 de una constancia se paga dentro de 15 días", EN: "The F4 of a certificate is paid within 15 days"},
		Citation:  "RGCE 4.3.13",
		Source:    "dossier §2.3 CTM; §14 29",
		Authority: rule.Aduanera, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pague el pedimento de la constancia en su plazo; si pasó, prepare el ajuste de mayo y las contribuciones.",
			EN: "Pay the pedimento of the certificate in time; when late, prepare the adjustment of May and the contributions.",
		},
		Example: document.Text{
			ES: "Una constancia del 1 de marzo y un F4 del 20.",
			EN: "A certificate of 1 March and an F4 of the 20th.",
		},
		Needs: []rule.Data{rule.DataCTM}, Checks: []int{29},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "F4" || !c.Importa || !c.Has("V4") {
				return rule.NotApplicable
			}
			return certificate(c, "ctm_cambio_regimen", received(c))
		},
	}
}
