package immex

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// v1Complemento: identifier V1 names the other side of the transfer: complement 1
// its IMMEX number or RFC, which is that of its own pedimento when that is here.
// What complement 2 holds no source confirms.
func v1Complemento() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_v1_complemento",
		Title:     document.Text{ES: "El identificador V1 nombra a la contraparte", EN: "Identifier V1 names the counterpart"},
		Citation:  "RGCE Anexo 22 Apéndice 8, V1; RGCE 4.3.21",
		Source:    "dossier §4 V25",
		Authority: rule.IMMEX, From: 20060101, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Pida al agente aduanal rectificar: el complemento 1 lleva el programa o RFC de la contraparte.",
			EN: "Ask the broker to rectify: complement 1 carries the programme or RFC of the counterpart.",
		},
		Example: document.Text{
			ES: "Un V1 de exportación cuyo identificador V1 no trae complementos.",
			EN: "A V1 of export whose identifier V1 has no complements.",
		},
		Needs: []rule.Data{rule.DataIdentifier}, Checks: []int{5, 24},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Clave != claveV1 {
				return rule.NotApplicable
			}
			ids := c.Identifier("V1")
			if len(ids) == 0 {
				return c.NoData(rule.DataIdentifier)
			}
			other := counterpart(c)
			for _, k := range ids {
				who := complement(k, 0)
				at := rule.Where{Field: "identificadores", Other: "V1"}
				if who == "" {
					c.Fail(at, "El identificador V1 no trae el programa ni el RFC de la contraparte.", "Identifier V1 carries neither the programme nor the RFC of the counterpart.")
				} else if other != nil && denies(other, who) {
					c.Fail(at, "El identificador V1 nombra a %s y el pedimento de la contraparte es de %s, programa %q.",
						"Identifier V1 names %s and the pedimento of the counterpart is of %s, programme %q.", who, other.RFC, other.Programa)
				}
			}
			return c.Judged()
		},
	}
}

// denies reports that a complement is neither the RFC nor the programme of the
// other side; a programme is only denied where that side declares its own.
func denies(b *rule.Brief, who string) bool {
	if who == b.RFC || b.RFC == "" {
		return false
	}
	if pedimento.RFCShape(who) {
		return true
	}
	return b.Programa != "" && !sameProgramme(who, b.Programa)
}

// sameProgramme compares numbers of programmes by their digits: they are written
// with and without hyphens, and with the letters of their kind.
func sameProgramme(a, b string) bool {
	digits := func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}
	return strings.Map(digits, a) == strings.Map(digits, b)
}
