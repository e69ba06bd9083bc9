package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// v1Contraparte: a consolidated virtual transfer is between one sender and one
// receiver (RGCE 4.3.21): its identifiers V1 name one counterpart.
func v1Contraparte() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v1_contraparte",
		Title:     document.Text{ES: "Un V1 consolidado es de un solo remitente y un solo destinatario", EN: "A consolidated V1 has one sender and one receiver"},
		Citation:  "RGCE 4.3.21 y 5.2.4",
		Source:    "dossier §2.3 V1",
		Authority: rule.IMMEX, From: 20060101, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Divida la operación: un pedimento consolidado por contraparte.",
			EN: "Split the operation: one consolidated pedimento for each counterpart.",
		},
		Example: document.Text{
			ES: "Un V1 consolidado de la semana con dos programas distintos en sus identificadores V1.",
			EN: "A consolidated V1 of the week with two programmes in its identifiers V1.",
		},
		Checks: []int{5},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != claveV1 || !c.Has("PC") {
				return rule.NotApplicable
			}
			first := ""
			for _, k := range c.Identifier("V1") {
				switch who := complement(k, 0); {
				case who == "" || who == first:
				case first == "":
					first = who
				default:
					c.Fail(rule.Where{Field: "identificadores", Other: "V1"},
						"El V1 consolidado nombra a %s y a %s; es de una sola contraparte.", "The consolidated V1 names %s and %s; it has one counterpart.", first, who)
				}
			}
			return c.Judged()
		},
	}
}
