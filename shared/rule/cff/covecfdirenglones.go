package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveCFDIRenglones: the goods of the acuse de valor of a CFDI are its lines, with
// the same quantity, unit and value (LA arts. 36-A-II and 59-A; checks 19 and 20).
// A tie is not judged.
func coveCFDIRenglones() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cove_cfdi_renglones",
		Title:     document.Text{ES: "La mercancía del acuse de valor es la del CFDI", EN: "The goods of the acuse de valor are those of the CFDI"},
		Citation:  "LA 36-A-II y 59-A; CFF 29-A",
		Source:    "dossier §8.3, §14 #19, #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida la adenda del COVE con los renglones del CFDI; si el CFDI es el equivocado, sustitúyalo.",
			EN: "Ask for the adenda of the COVE with the lines of the CFDI; where the CFDI is wrong, replace it.",
		},
		Example: document.Text{
			ES: "El CFDI trae 100 tableros y el COVE 90.",
			EN: "The CFDI has 100 panels and the COVE 90.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataCOVE}, Checks: []int{19, 20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachAcuse(c, func(i int, v *cfdi.Comprobante, a *cove.Cove) bool {
				return cruce.Lines(c, i, cruce.Paper{Name: "COVE " + a.EDocument, Key: a.EDocument, Lines: cruce.OfCOVE(c, nil, a)},
					cruce.Paper{Name: "CFDI " + v.Serie + v.Folio, Key: v.UUID, Lines: conceptos(c, nil, &c.P.Facturas[i], v)})
			})
		},
	}
}
