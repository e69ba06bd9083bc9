package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// cfdiEmisor: whoever exports issued the CFDI of the export, and whoever imports is
// whom the CFDI of a supplier in the country bills (LA art. 36-A-II; CFF
// art. 29-A).
func cfdiEmisor() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_emisor",
		Title:     document.Text{ES: "El CFDI lo emitió quien exporta, o es para quien importa", EN: "The CFDI was issued by who exports, or bills who imports"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare el CFDI con el pedimento; si el CFDI es el equivocado, sustitúyalo; si es el pedimento, rectifíquelo.",
			EN: "Compare the CFDI with the pedimento; where the CFDI is wrong, replace it; where the pedimento is, rectify it.",
		},
		Example: document.Text{
			ES: "El pedimento es de una empresa y su CFDI lo emitió otra.",
			EN: "The pedimento is of one company and its CFDI was issued by another.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataValue}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCFDI(c, rule.DataValue, func(i int, _ *pedimento.Factura, v *cfdi.Comprobante) bool {
				ours := v.Emisor.RFC
				if !c.Exporta {
					ours = v.Receptor.RFC
				}
				if c.P.RFC == "" || ours == "" {
					return false
				}
				switch {
				case c.P.RFC == ours:
				case c.Exporta:
					c.Fail(cruce.At(i, "numero", v.UUID), "Exporta %s y el CFDI %s%s lo emitió %s.", "%s exports and CFDI %s%s was issued by %s.", c.P.RFC, v.Serie, v.Folio, ours)
				default:
					c.Fail(cruce.At(i, "numero", v.UUID), "Importa %s y el CFDI %s%s es para %s.", "%s imports and CFDI %s%s is for %s.", c.P.RFC, v.Serie, v.Folio, ours)
				}
				return true
			})
		},
	}
}
