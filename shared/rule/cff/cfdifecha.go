package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// cfdiFecha: the date of the invoice in the pedimento is that of its CFDI (LA art.
// 36-A-II; dossier §8.3).
func cfdiFecha() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_fecha",
		Title:     document.Text{ES: "La fecha es la del CFDI", EN: "The date is that of the CFDI"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare el CFDI con el pedimento; si el CFDI es el equivocado, sustitúyalo; si es el pedimento, rectifíquelo.",
			EN: "Compare the CFDI with the pedimento; where the CFDI is wrong, replace it; where the pedimento is, rectify it.",
		},
		Example: document.Text{
			ES: "El CFDI es del 2024-06-03 y el pedimento lo fecha el 2024-06-13.",
			EN: "The CFDI is of 2024-06-03 and the pedimento dates it 2024-06-13.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataDate}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCFDI(c, rule.DataDate, func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
				if !f.Fecha.Known() || !v.Fecha.Known() {
					return false
				}
				if f.Fecha != v.Fecha {
					c.Fail(cruce.At(i, "fecha", v.UUID), "El pedimento fecha la factura el %s y el CFDI %s%s es del %s.", "The pedimento dates the invoice %s and CFDI %s%s is of %s.", f.Fecha, v.Serie, v.Folio, v.Fecha)
				}
				return true
			})
		},
	}
}
