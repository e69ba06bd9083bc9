package cff

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// exportacionComplemento: Exportacion 02, a definitive export with clave A1, comes
// with the complement Comercio Exterior, and no other key does (dossier §9, not
// confirmed).
func exportacionComplemento() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_exportacion_complemento",
		Title:     document.Text{ES: "Exportacion y el complemento concuerdan", EN: "Exportacion and the complement agree"},
		Citation:  "Anexo 20 de la RMF, c_Exportacion; RMF 2.7.1; Complemento Comercio Exterior 2.0",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20220101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Exportacion 02 sin complemento.",
			EN: "Exportacion 02 without complement.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			needs, has := c.Catalog.NeedsComplement(c.C.Exportacion, c.On), c.C.Comercio != nil
			switch {
			case !c.Sells() || !needs && !has:
				return rule.NotApplicable
			case needs && !has:
				return c.Fail(rule.Where{Field: "exportacion"}, "Exportacion dice %s y no trae el complemento Comercio Exterior.", "Exportacion says %s and there is no complement Comercio Exterior.", c.C.Exportacion)
			case has && !needs:
				return c.Fail(rule.Where{Field: "exportacion"}, "Exportacion dice %q y trae el complemento Comercio Exterior.", "Exportacion says %q and there is a complement Comercio Exterior.", c.C.Exportacion)
			}
			return c.Judged()
		},
	}
}
