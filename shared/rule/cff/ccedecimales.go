package cff

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cceDecimales: ValorUnitarioAduana has six decimals at most and ValorDolares four
// (dossier §9).
func cceDecimales() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_decimales",
		Title:     document.Text{ES: "Los valores del complemento no pasan de sus decimales", EN: "The values of the complement keep to their decimals"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20240115, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Una mercancía con ValorDolares 3000.00001.",
			EN: "Goods with ValorDolares 3000.00001.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			unit, usd := c.Catalog.PatternInt("cce_decimales_unitario", c.On), c.Catalog.PatternInt("cce_decimales_dolares", c.On)
			if unit < 0 || usd < 0 {
				return c.NoData(rule.DataValue)
			}
			for i := range x.Mercancias {
				m := &x.Mercancias[i]
				if m.ValorUnitarioAduana.Scale() > unit {
					c.Fail(rule.Where{Field: m.Where}, "ValorUnitarioAduana %s tiene más de %d decimales.", "ValorUnitarioAduana %s has more than %d decimals.", m.ValorUnitarioAduana.Written(), unit)
				}
				if m.ValorDolares.Scale() > usd {
					c.Fail(rule.Where{Field: m.Where}, "ValorDolares %s tiene más de %d decimales.", "ValorDolares %s has more than %d decimals.", m.ValorDolares.Written(), usd)
				}
			}
			return c.Judged()
		},
	}
}
