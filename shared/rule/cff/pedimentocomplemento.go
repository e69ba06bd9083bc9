package cff

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// pedimentoComplemento: NumeroPedimento is of the first sale of imported goods and is
// not registered where the complement Comercio Exterior is present (Anexo 20;
// dossier §9).
func pedimentoComplemento() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_pedimento_complemento",
		Title:     document.Text{ES: "Con el complemento no se registra pedimento", EN: "With the complement no pedimento is registered"},
		Citation:  "Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20170701, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Una exportación con complemento cuyos conceptos nombran un pedimento.",
			EN: "An export with complement whose lines name a pedimento.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			x := c.C.Comercio
			if x == nil {
				return rule.NotApplicable
			}

			for i := range c.C.Conceptos {
				if k := &c.C.Conceptos[i]; len(k.Pedimentos) > 0 {
					c.Fail(rule.Where{Field: k.Where, Other: k.Pedimentos[0]}, "El concepto nombra el pedimento %s y la factura trae el complemento Comercio Exterior.", "The line names pedimento %s and the invoice has the complement Comercio Exterior.", k.Pedimentos[0])
				}
			}
			return c.Judged()
		},
	}
}
