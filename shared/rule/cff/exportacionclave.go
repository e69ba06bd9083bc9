package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// exportacionClave: an invoice of version 4.0 says with a key of c_Exportacion
// whether it is of an export (Anexo 20; dossier §9, keys not confirmed).
func exportacionClave() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_exportacion_clave",
		Title:     document.Text{ES: "La factura dice si ampara una exportación", EN: "The invoice says whether it is of an export"},
		Citation:  "Anexo 20 de la RMF, c_Exportacion",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20220101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Una factura con Exportacion 05.",
			EN: "An invoice with Exportacion 05.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			if c.C.Version != "4.0" || !c.Sells() {
				return rule.NotApplicable
			}
			if !c.Catalog.Listed(catalog.CFDIExportacion, c.C.Exportacion, c.On) {
				c.Fail(rule.Where{Field: "exportacion"}, "Exportacion dice %q, que no está en su catálogo.", "Exportacion says %q, which is not in its catalogue.", c.C.Exportacion)
			}
			return c.Judged()
		},
	}
}
