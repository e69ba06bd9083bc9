package cff

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// pedimentoPosiciones: positions 9 to 12 of NumeroPedimento are a patente and its last
// six a number from 1 on (Anexo 20; dossier §9). The greatest number of each aduana
// and the list of patentes are not at hand.
func pedimentoPosiciones() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_pedimento_posiciones",
		Title:     document.Text{ES: "La patente y el consecutivo no son ceros", EN: "Patente and consecutive number are not zeros"},
		Citation:  "Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20170701, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Un pedimento que termina en 000000.",
			EN: "A pedimento that ends in 000000.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			if !pedimentos(c) {
				return rule.NotApplicable
			}
			for i := range c.C.Conceptos {
				k := &c.C.Conceptos[i]
				for _, n := range k.Pedimentos {

					_, _, patente, documento := pedimento.Split(n)
					if patente == "0000" || strings.HasSuffix(documento, "000000") {
						c.Fail(rule.Where{Field: k.Where, Other: n}, "El pedimento %s trae la patente %s y el consecutivo %s.", "Pedimento %s has patente %s and consecutive number %s.", n, patente, documento)
					}

				}
			}
			return c.Judged()
		},
	}
}
