package aduanera

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveMoneda: the currency of the invoice in the pedimento is that of the goods of
// its acuse de valor (Anexo 22, moneda de facturación; dossier V24).
func coveMoneda() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_moneda",
		Title:     document.Text{ES: "La moneda es la del acuse de valor", EN: "The currency is that of the acuse de valor"},
		Citation:  "LA 59-A; RGCE 1.9.18; Anexo 22, campo del acuse de valor",
		Source:    "dossier §4 V24, §8.3",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal y al proveedor que digan cuál de los dos es el correcto; rectifique el pedimento o mande la adenda del COVE.",
			EN: "Ask the broker and the supplier which of the two is right; rectify the pedimento or send the COVE's adenda.",
		},
		Example: document.Text{
			ES: "El pedimento dice EUR y la mercancía del COVE viene en USD.",
			EN: "The pedimento says EUR and the goods of the COVE are in USD.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataValue}, Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			return eachCOVE(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				currency, ok := cruce.CurrencyOf(v)
				if !ok || f.Moneda == "" {
					return false
				}
				if cruce.Currency(f.Moneda) != currency {
					c.Fail(cruce.At(i, "moneda", v.EDocument), "El pedimento declara %s y el COVE %s viene en %s.", "The pedimento declares %s and COVE %s is in %s.", f.Moneda, v.EDocument, currency)
				}
				return true
			})
		},
	}
}
