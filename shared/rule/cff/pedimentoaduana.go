package cff

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// pedimentoAduana: positions 5 and 6 of NumeroPedimento are an aduana of c_Aduana
// (Anexo 20; dossier §9). The list at hand is a third party's copy of Apéndice 1,
// so the rule warns.
func pedimentoAduana() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_pedimento_aduana",
		Title:     document.Text{ES: "La aduana del pedimento existe", EN: "The aduana of the pedimento exists"},
		Citation:  "Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento, c_Aduana",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20170701, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "Un pedimento de la aduana 99.",
			EN: "A pedimento of aduana 99.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			if !pedimentos(c) {
				return rule.NotApplicable
			}
			for i := range c.C.Conceptos {
				k := &c.C.Conceptos[i]
				for _, n := range k.Pedimentos {
					if _, aduana, _, _ := pedimento.Split(n); !customs(c, aduana) {
						c.Fail(rule.Where{Field: k.Where, Other: n}, "El pedimento %s es de la aduana %s, que no está en el Apéndice 1.", "Pedimento %s is of aduana %s, which is not in Apéndice 1.", n, aduana)
					}
				}
			}
			return c.Judged()
		},
	}
}

// customs reports an aduana, whatever its sections.
func customs(c *rule.CFDICase, aduana string) bool {
	for _, section := range [...]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		if c.Catalog.Listed(catalog.Aduanas, aduana+section, c.On) {
			return true
		}
	}
	return false
}
