package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cceVersion: the complement Comercio Exterior is of the version in force on the day
// of the invoice; 2.0 alone from 2024-01-15 (dossier §9).
func cceVersion() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_version",
		Title:     document.Text{ES: "El complemento Comercio Exterior es de la versión vigente", EN: "The complement Comercio Exterior is of the version in force"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20240115, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Una factura del 2024-02-01 con el complemento 1.1.",
			EN: "An invoice of 2024-02-01 with complement 1.1.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			if !c.Catalog.Listed(catalog.CFDIComplemento, x.Version, c.On) {
				c.Fail(rule.Where{Field: "comercio_exterior.version"}, "El complemento es de la versión %s, que no está vigente el %s.", "The complement is of version %s, which is not in force on %s.", x.Version, c.On)
			}
			return c.Judged()
		},
	}
}
