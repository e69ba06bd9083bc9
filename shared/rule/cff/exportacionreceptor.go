package cff

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// exportacionReceptor: an invoice of a definitive export to a foreigner gives its
// tax id and its country of residence (Anexo 20, Receptor; dossier of formats §6,
// not confirmed).
func exportacionReceptor() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_exportacion_receptor",
		Title:     document.Text{ES: "El receptor extranjero trae su identificación y su país", EN: "The foreign receiver has its tax id and its country"},
		Citation:  "Anexo 20 de la RMF, Receptor",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20220101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Exportación definitiva a XEXX010101000 sin NumRegIdTrib.",
			EN: "A definitive export to XEXX010101000 without NumRegIdTrib.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			if !c.Sells() || !c.Catalog.NeedsComplement(c.C.Exportacion, c.On) || c.C.Receptor.RFC != foreigner {
				return rule.NotApplicable
			}
			if c.C.Receptor.NumRegIDTrib == "" {
				c.Fail(rule.Where{Field: "receptor.num_reg_id_trib"}, "El receptor %s no trae NumRegIdTrib.", "Receiver %s has no NumRegIdTrib.", c.C.Receptor.Nombre)
			}
			if c.C.Receptor.ResidenciaFiscal == "" {
				c.Fail(rule.Where{Field: "receptor.residencia_fiscal"}, "El receptor %s no trae ResidenciaFiscal.", "Receiver %s has no ResidenciaFiscal.", c.C.Receptor.Nombre)
			}
			return c.Judged()
		},
	}
}

// foreigner is the generic RFC of whoever has none (Anexo 20).
const foreigner = "XEXX010101000"
