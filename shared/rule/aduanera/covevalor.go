package aduanera

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/cruce"
)

// coveValor: the dollars of the invoice in the pedimento are those its acuse de
// valor adds up to; where the pedimento gives no value by invoice, the dollars of
// all partidas are those of all acuses (LA arts. 59-A and 64; dossier V24, check
// 10).
func coveValor() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cove_valor",
		Title:     document.Text{ES: "El valor es el del acuse de valor", EN: "The value is that of the acuse de valor"},
		Citation:  "LA 59-A y 64; Anexo 22, valor en dólares",
		Source:    "dossier §4 V24, §14 #10, #19",
		Authority: rule.Aduanera, From: 20110114, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al agente aduanal y al proveedor que digan cuál de los dos es el correcto; rectifique el pedimento o mande la adenda del COVE.",
			EN: "Ask the broker and the supplier which of the two is right; rectify the pedimento or send the COVE's adenda.",
		},
		Example: document.Text{
			ES: "El COVE suma 3,000 dólares y el pedimento declara 2,000.",
			EN: "The COVE adds up to 3,000 dollars and the pedimento declares 2,000.",
		},
		Needs: []rule.Data{rule.DataCOVE, rule.DataValue}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			var all money.Sum
			given := false
			o := eachCOVE(c, rule.DataValue, func(i int, f *pedimento.Factura, v *cove.Cove) bool {
				usd := cruce.DollarsOf(v)
				all.Add(usd)
				if !f.ValorDolares.Known() {
					return usd.Known()
				}
				given = true
				equal, known := cruce.Values(c, f.ValorDolares, usd)
				if known && !equal {
					c.Fail(cruce.At(i, "valor_dolares", v.EDocument), "El pedimento declara %s dólares y el COVE %s suma %s.", "The pedimento declares %s dollars and COVE %s adds up to %s.", f.ValorDolares, v.EDocument, usd)
				}
				return known
			})
			if o != rule.Pass || given || len(c.P.Facturas) == 0 {
				return o
			}
			return wholeValue(c, cruce.Total(&all))
		},
	}
}

// wholeValue compares what all acuses add up to with what all partidas do; only
// where every invoice has an acuse.
func wholeValue(c *rule.Case, coves money.Amount) rule.Outcome {
	var lines money.Sum
	for i := range c.P.Partidas {
		lines.Add(c.P.Partidas[i].ValorDolares)
	}
	for i := range c.P.Facturas {
		if c.P.Facturas[i].COVE == "" {
			return c.NoData(rule.DataCOVE)
		}
	}
	declared := cruce.Total(&lines)
	equal, known := cruce.Values(c, declared, coves)
	if !known {
		return c.NoData(rule.DataValue)
	}
	if !equal {
		c.Fail(rule.Where{Field: "valor_dolares"}, "Las partidas suman %s dólares y los COVE del pedimento %s.", "The partidas add up to %s dollars and the COVEs of the pedimento to %s.", declared, coves)
	}
	return c.Judged()
}
