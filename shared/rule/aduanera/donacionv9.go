package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// donacionV9: desperdicios and obsolete machinery are donated with a pair of V9,
// the return of the IMMEX and the definitive import of the donee, which has
// authorisation to receive (RLA 172, rule 3.3.11): identifier V9 says so.
func donacionV9() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_donacion_v9",
		Title:     document.Text{ES: "El V9 lleva su identificador", EN: "The V9 carries its identifier"},
		Citation:  "RLA art. 172; RGCE 3.3.11; Anexo 22 Apéndice 8, V9",
		Source:    "dossier §2.3 Donation",
		Authority: rule.Aduanera, From: 20060101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Agregue el identificador V9 y conserve la autorización de la donataria.",
			EN: "Add identifier V9 and keep the authorisation of the donee.",
		},
		Example: document.Text{
			ES: "Un V9 de exportación sin identificador V9.",
			EN: "A V9 of export without identifier V9.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{4, 14},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != "V9" {
				return rule.NotApplicable
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			if !c.Has("V9") {
				c.Fail(rule.Where{Field: "identificadores", Other: "V9"}, "El V9 no lleva el identificador de donación.", "The V9 lacks the identifier of donation.")
			}
			return c.Judged()
		},
	}
}
