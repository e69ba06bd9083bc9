package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// retornoComplemento: the complement Comercio Exterior accompanies a definitive
// export with clave A1; the invoice of a return carries none (dossier §9, not
// confirmed).
func retornoComplemento() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_retorno_complemento",
		Title:     document.Text{ES: "El CFDI de un retorno no trae el complemento", EN: "The CFDI of a return has no complement"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "El CFDI de un RT trae el complemento con clave A1.",
			EN: "The CFDI of an RT has the complement with clave A1.",
		},
		Needs: []rule.Data{rule.DataCFDI}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			if !returns(c) {
				return rule.NotApplicable
			}
			return eachCFDI(c, rule.DataCFDI, func(i int, _ *pedimento.Factura, v *cfdi.Comprobante) bool {
				if v.Comercio != nil {
					c.Fail(cruce.At(i, "numero", v.UUID), "El CFDI %s%s del pedimento %s trae el complemento con clave %s.", "CFDI %s%s of pedimento %s has the complement with clave %s.", v.Serie, v.Folio, c.P.Clave, v.Comercio.ClavePedimento)
				}
				return true
			})
		},
	}
}
