package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// cfdiMoneda: the currency of the pedimento is that of the CFDI (dossier §8.3); MXP of
// Apéndice 5 is MXN of c_Moneda.
func cfdiMoneda() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_moneda",
		Title:     document.Text{ES: "La moneda es la del CFDI", EN: "The currency is that of the CFDI"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare el CFDI con el pedimento; si el CFDI es el equivocado, sustitúyalo; si es el pedimento, rectifíquelo.",
			EN: "Compare the CFDI with the pedimento; where the CFDI is wrong, replace it; where the pedimento is, rectify it.",
		},
		Example: document.Text{
			ES: "El CFDI está en USD y el pedimento declara MXP.",
			EN: "The CFDI is in USD and the pedimento declares MXP.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataValue}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCFDI(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
				declared := cruce.Currency(f.Moneda)
				if declared == "" || v.Moneda == "" || v.Moneda == "XXX" {
					return false
				}
				if declared != v.Moneda {
					c.Fail(cruce.At(i, "moneda", v.UUID), "El pedimento declara %s y el CFDI %s%s está en %s.", "The pedimento declares %s and CFDI %s%s is in %s.", f.Moneda, v.Serie, v.Folio, v.Moneda)
				}
				return true
			})
		},
	}
}
