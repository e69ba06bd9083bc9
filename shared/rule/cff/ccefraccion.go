package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cceFraccion: FraccionArancelaria has ten digits, with NICO, since the tariff of
// December 2020; services, unit 99, have none (dossier of formats §6.3, not
// confirmed).
func cceFraccion() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_fraccion",
		Title:     document.Text{ES: "La fracción del complemento trae su NICO", EN: "The fracción of the complement has its NICO"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0, c_FraccionArancelaria",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20201228, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Una mercancía con fracción 85372099, de ocho dígitos.",
			EN: "Goods of fracción 85372099, of eight digits.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			digits := c.Catalog.PatternInt("cce_fraccion_digitos", c.On)
			if digits < 0 {
				return rule.NotApplicable
			}
			goods := false
			for i := range x.Mercancias {
				m := &x.Mercancias[i]
				if c.Catalog.In(catalog.ListServiceUnit, m.UnidadAduana, c.On) {
					continue
				}
				goods = true
				if len(m.FraccionArancelaria) != digits {
					c.Fail(rule.Where{Field: m.Where}, "La fracción %q de la mercancía %s no tiene %d dígitos.", "Fracción %q of goods %s has not %d digits.", m.FraccionArancelaria, m.NoIdentificacion, digits)
				}
			}
			if !goods {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}
