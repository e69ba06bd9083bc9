package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// ctmV4: of goods in section C of a certificate of transfer (CTM) the supplier of
// auto parts pays the virtual return V4 within 60 natural days (rule 4.3.13). The
// certificate is the invoice of the V4: its date is our reading of the receipt.
func ctmV4() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_ctm_v4",
		Title:     document.Text{ES: "El V4 se paga dentro de los 60 días de la constancia", EN: "The V4 is paid within 60 days of the certificate"},
		Citation:  "RGCE 4.3.13",
		Source:    "dossier §2.3 CTM; §14 29",
		Authority: rule.Aduanera, From: 20180101, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Pague el pedimento de la constancia en su plazo; si pasó, prepare el ajuste de mayo y las contribuciones.",
			EN: "Pay the pedimento of the certificate in time; when late, prepare the adjustment of May and the contributions.",
		},
		Example: document.Text{
			ES: "Una constancia de enero y un V4 de abril.",
			EN: "A certificate of January and a V4 of April.",
		},
		Needs: []rule.Data{rule.DataCTM}, Checks: []int{29},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "V4" || !c.Exporta {
				return rule.NotApplicable
			}
			return certificate(c, "ctm_retorno", 0)
		},
	}
}
