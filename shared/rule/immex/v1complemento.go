package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// v1Complemento: identifier V1 names the other side of the transfer: complement 1
// its IMMEX number or RFC, complement 2 what it is (IM, CN, RFE …).
func v1Complemento() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v1_complemento",
		Title:     document.Text{ES: "El identificador V1 nombra a la contraparte", EN: "Identifier V1 names the counterpart"},
		Citation:  "RGCE Anexo 22 Apéndice 8, V1; RGCE 4.3.21",
		Source:    "dossier §4 V25",
		Authority: rule.IMMEX, From: 20060101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al agente aduanal rectificar: el complemento 1 lleva el programa o RFC de la contraparte.",
			EN: "Ask the broker to rectify: complement 1 carries the programme or RFC of the counterpart.",
		},
		Example: document.Text{
			ES: "Un V1 de exportación cuyo identificador V1 no trae complementos.",
			EN: "A V1 of export whose identifier V1 has no complements.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{5, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != claveV1 {
				return rule.NotApplicable
			}
			ids := c.Identifier("V1")
			if len(ids) == 0 {
				return c.NoData(rule.DataIdentifier)
			}
			for _, k := range ids {
				if complement(k, 0) == "" || complement(k, 1) == "" {
					c.Fail(rule.Where{Field: "identificadores", Other: "V1"},
						"El identificador V1 dice %q y %q; lleva el programa o RFC de la contraparte y su clave.",
						"Identifier V1 says %q and %q; it takes the programme or RFC of the counterpart and its key.", complement(k, 0), complement(k, 1))
				}
			}
			return c.Judged()
		},
	}
}
