package cff

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// cfdiValor: the value of the invoice in the pedimento is the SubTotal less discount,
// or the Total, of its CFDI (LA art. 36-A-II; dossier §8.3, check 20).
func cfdiValor() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cfdi_valor",
		Title:     document.Text{ES: "El valor es el del CFDI", EN: "The value is that of the CFDI"},
		Citation:  "LA 36-A-II; CFF 29-A",
		Source:    "dossier §8.3, §14 #20",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Compare el CFDI con el pedimento; si el CFDI es el equivocado, sustitúyalo; si es el pedimento, rectifíquelo.",
			EN: "Compare the CFDI with the pedimento; where the CFDI is wrong, replace it; where the pedimento is, rectify it.",
		},
		Example: document.Text{
			ES: "El CFDI vale 3,000 dólares y el pedimento declara 2,000.",
			EN: "The CFDI is worth 3,000 dollars and the pedimento declares 2,000.",
		},
		Needs: []rule.Data{rule.DataCFDI, rule.DataValue}, Checks: []int{20},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCFDI(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cfdi.Comprobante) bool {
				if cruce.Packaged(c) {
					return false // immex_empaque_valor asks what of it is packaging
				}
				goods := net(v.SubTotal, v.Descuento)
				equal, known := cruce.Values(c, f.ValorMoneda, goods)
				total, also := cruce.Values(c, f.ValorMoneda, v.Total)
				if !known && !also || cruce.Currency(f.Moneda) != v.Moneda {
					return false // cfdiMoneda says so
				}
				if !equal && !total {
					c.Fail(cruce.At(i, "valor_moneda", v.UUID), "El pedimento declara %s %s y el CFDI %s%s vale %s.", "The pedimento declares %s %s and CFDI %s%s is worth %s.", f.ValorMoneda, v.Moneda, v.Serie, v.Folio, goods)
				}
				return true
			})
		},
	}
}
