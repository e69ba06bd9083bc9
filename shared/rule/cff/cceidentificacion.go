package cff

import (
	"slices"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cceIdentificacion: each NoIdentificacion of the complement is one of the lines of
// the invoice (dossier §9, not confirmed).
func cceIdentificacion() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_identificacion",
		Title:     document.Text{ES: "Cada mercancía del complemento es un concepto de la factura", EN: "The goods of the complement are lines of the invoice"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0, NoIdentificacion",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "El complemento trae PAN-2 y la factura sólo PAN-1.",
			EN: "The complement has PAN-2 and the invoice PAN-1 alone.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			for i := range x.Mercancias {
				m := &x.Mercancias[i]
				if !slices.ContainsFunc(c.C.Conceptos, func(k cfdi.Concepto) bool { return k.NoIdentificacion == m.NoIdentificacion }) {
					c.Fail(rule.Where{Field: m.Where}, "La mercancía %q no es ningún concepto de la factura.", "Goods %q are no line of the invoice.", m.NoIdentificacion)
				}
			}
			return c.Judged()
		},
	}
}
