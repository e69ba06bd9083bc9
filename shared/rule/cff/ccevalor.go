package cff

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// cceValor: ValorDolares is CantidadAduana times ValorUnitarioAduana, within what
// half a unit of the last decimal of the price makes of it (dossier §9, arithmetic
// not confirmed). Services, unit 99, need not multiply.
func cceValor() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_valor",
		Title:     document.Text{ES: "ValorDolares es la cantidad por el valor unitario", EN: "ValorDolares is the quantity times the unit value"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0, ValorDolares",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "100 piezas de 30 dólares y ValorDolares 3,300.",
			EN: "100 pieces of 30 dollars and ValorDolares 3,300.",
		},
		Needs: []rule.Data{rule.DataValue}, Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			judged, lines := 0, 0
			for i := range x.Mercancias {
				m := &x.Mercancias[i]
				if c.Catalog.In(catalog.ListServiceUnit, m.UnidadAduana, c.On) {
					continue
				}
				lines++
				slack, listed := c.Catalog.Pattern("cce_tolerancia_usd", c.On)
				want, err := m.CantidadAduana.Mul(m.ValorUnitarioAduana)
				if err != nil || !want.Known() || !m.ValorDolares.Known() || !listed {
					continue
				}
				judged++
				if !money.Within(want, m.ValorDolares, rounded(slack.Value, m.CantidadAduana, m.ValorUnitarioAduana)) {
					c.Fail(rule.Where{Field: m.Where}, "La mercancía %s vale %s dólares y %s × %s es %s.", "Goods %s are worth %s dollars and %s × %s is %s.", m.NoIdentificacion, m.ValorDolares, m.CantidadAduana, m.ValorUnitarioAduana, want)
				}
			}
			switch {
			case lines == 0:
				return rule.NotApplicable
			case judged < lines:
				return c.NoData(rule.DataValue)
			}
			return c.Judged()
		},
	}
}

// rounded is a tolerance and what half a unit of the last decimal of a price
// makes over a quantity.
func rounded(slack, quantity, price money.Amount) money.Amount {
	half, err := money.Parse("0." + strings.Repeat("0", price.Scale()) + "5")
	if err != nil {
		return slack
	}
	part, err := quantity.Abs().Mul(half)
	if err != nil {
		return slack
	}
	if total, err := part.Add(slack); err == nil {
		return total
	}
	return slack
}
