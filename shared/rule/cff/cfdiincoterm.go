package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// cfdiIncoterm: the term of sale of the pedimento is that of the complement of its
// CFDI (Anexo 22, Apéndice 14; dossier §8.3).
func cfdiIncoterm() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_incoterm",
		Title:     document.Text{ES: "El incoterm es el del complemento del CFDI", EN: "The incoterm is that of the complement of the CFDI"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare el CFDI con el pedimento; si el CFDI es el equivocado, sustitúyalo; si es el pedimento, rectifíquelo.",
			EN: "Compare the CFDI with the pedimento; where the CFDI is wrong, replace it; where the pedimento is, rectify it.",
		},
		Example: document.Text{
			ES: "El complemento dice DAP y el pedimento FCA.",
			EN: "The complement says DAP and the pedimento FCA.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataValue}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Exporta || returns(c) {
				return rule.NotApplicable // its CFDI has no complement
			}
			return eachCFDI(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
				if v.Comercio == nil || v.Comercio.Incoterm == "" || f.Incoterm == "" {
					return false
				}
				if f.Incoterm != v.Comercio.Incoterm {
					c.Fail(cruce.At(i, "incoterm", v.UUID), "El pedimento declara %s y el complemento del CFDI %s%s dice %s.", "The pedimento declares %s and the complement of CFDI %s%s says %s.", f.Incoterm, v.Serie, v.Folio, v.Comercio.Incoterm)
				}
				return true
			})
		},
	}
}
