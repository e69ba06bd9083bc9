package cff

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// cceTotal: TotalUSD is the sum of ValorDolares of the goods (dossier §9, arithmetic
// not confirmed).
func cceTotal() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_total",
		Title:     document.Text{ES: "TotalUSD es la suma de ValorDolares", EN: "TotalUSD is the sum of ValorDolares"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0, TotalUSD",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Mercancías por 3,000 dólares y TotalUSD 2,900.",
			EN: "Goods of 3,000 dollars and TotalUSD 2,900.",
		},
		Needs: []rule.Data{rule.DataValue}, Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			var usd money.Sum
			for i := range x.Mercancias {
				usd.Add(x.Mercancias[i].ValorDolares)
			}
			total, ok := usd.Total()
			slack, listed := c.Catalog.Pattern("cce_tolerancia_usd", c.On)
			if !ok || !listed || !x.TotalUSD.Known() {
				return c.NoData(rule.DataValue)
			}
			if !money.Within(total, x.TotalUSD, slack.Value) {
				c.Fail(rule.Where{Field: "comercio_exterior.total_usd"}, "TotalUSD dice %s y las mercancías suman %s.", "TotalUSD says %s and the goods add up to %s.", x.TotalUSD, total)
			}
			return c.Judged()
		},
	}
}
