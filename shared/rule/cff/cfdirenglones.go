package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
	"example.com/immex/shared/rule/lineas"
)

// cfdiRenglones: each line of the CFDI of a declaration is a partida with the same
// quantity and value (LA art. 36-A-II; check 20). Lines are matched by package
// lineas; a tie is not judged.
func cfdiRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_renglones",
		Title:     document.Text{ES: "Los renglones del CFDI son las partidas", EN: "The lines of the CFDI are the partidas"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare el CFDI con el pedimento; si el CFDI es el equivocado, sustitúyalo; si es el pedimento, rectifíquelo.",
			EN: "Compare the CFDI with the pedimento; where the CFDI is wrong, replace it; where the pedimento is, rectify it.",
		},
		Example: document.Text{
			ES: "El CFDI trae 100 tableros y la partida declara 99.",
			EN: "The CFDI has 100 panels and the partida declares 99.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataParts}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			var goods []lineas.Line
			last, papers := "", 0
			o := eachCFDI(c, rule.DataCFDI, func(_ int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
				goods, last = conceptos(c, goods, f, v), v.UUID
				papers++
				return true
			})
			if o != rule.Pass {
				return o
			}
			if papers < len(c.P.Facturas) || cruce.Packaged(c) {
				return c.NoData(rule.DataCFDI) // of other invoices too, or packaging is billed that is no partida
			}
			return cruce.Goods(c, goods, cruce.Declared(c), last)
		},
	}
}
