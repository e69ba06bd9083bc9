package cff

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// pedimentoForma: NumeroPedimento has 21 signs: two digits, two, four and seven, with
// two blanks between the groups (Anexo 20; dossier §9).
func pedimentoForma() *rule.Rule {
	return &rule.Rule{
		Code:      "cff_pedimento_forma",
		Title:     document.Text{ES: "El número de pedimento tiene sus 21 posiciones", EN: "The number of the pedimento has its 21 positions"},
		Citation:  "Anexo 20 de la RMF, InformacionAduanera/@NumeroPedimento",
		Source:    "dossier §9",
		Authority: rule.CFF, From: 20170701, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al emisor que cancele la factura y la emita de nuevo con el dato correcto.",
			EN: "Ask the issuer to cancel the invoice and to issue it again with the right value.",
		},
		Example: document.Text{
			ES: "26 24 3210 6000123, con un solo espacio.",
			EN: "26 24 3210 6000123, with one blank.",
		},
		Checks: []int{20},
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			found := false
			for i := range c.C.Conceptos {
				k := &c.C.Conceptos[i]
				for _, n := range k.Escritos {
					found = true
					if !spaced(n) {
						c.Fail(rule.Where{Field: k.Where, Other: n}, "El número de pedimento %q no tiene la forma 00  00  0000  0000000.", "Number of pedimento %q has not the shape 00  00  0000  0000000.", n)
					}
				}
			}
			if !found {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}

// spaced reports the 21 positions of a number as Anexo 20 writes it.
func spaced(n string) bool {
	const shape = "00  00  0000  0000000"
	if len(n) != len(shape) {
		return false
	}
	for i := range len(n) {
		digit := n[i] >= '0' && n[i] <= '9'
		if digit != (shape[i] == '0') || !digit && n[i] != ' ' {
			return false
		}
	}
	return true
}
