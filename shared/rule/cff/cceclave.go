package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// cceClave: the clave of pedimento in the complement is one of its catalogue, in
// which A1 is the only one (dossier §9, catalogue not confirmed).
func cceClave() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_cce_clave",
		Title:     document.Text{ES: "La clave de pedimento del complemento está en su catálogo", EN: "The clave de pedimento of the complement is in its catalogue"},
		Citation:  "RMF 2.7.1; Complemento Comercio Exterior 2.0, c_ClavePedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20180101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Un complemento con ClaveDePedimento RT.",
			EN: "A complement with ClaveDePedimento RT.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			if x.ClavePedimento == "" {
				return rule.NotApplicable // cceObligatorios says so
			}
			if !c.Catalog.Listed(catalog.CFDIPedimento, x.ClavePedimento, c.On) {
				c.Fail(rule.Where{Field: "comercio_exterior.clave_pedimento"}, "La clave de pedimento %q no está en el catálogo del complemento.", "Clave de pedimento %q is not in the catalogue of the complement.", x.ClavePedimento)
			}
			return c.Judged()
		},
	}
}
