package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// rfcDigito: the last character of an RFC follows from the others (dossier
// §4.2: our algorithm, tried on 18 RFC of which 16 agree). The generic ones are
// exempt, and a mismatch only warns.
func rfcDigito() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_rfc_digito",
		Title:     say("El dígito verificador del RFC es el que le toca", "The check digit of the RFC is the one due"),
		Citation:  "CFF 27; RGCE Anexo 22, campo RFC",
		Source:    "dossier §4.2, §4 V04",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Verifique el RFC con la constancia de situación fiscal.", "Verify the RFC with the proof of tax status."),
		Example: say("SAT970701NN4, cuyo dígito es 3.", "SAT970701NN4, whose digit is 3."), Checks: []int{27},
		Case: func(c *rule.Case) rule.Outcome {
			r := c.P.RFC
			if !pedimento.RFCShape(r) || c.Catalog.In(catalog.ListGenericRFC, r, c.On) {
				return rule.NotApplicable
			}
			if want := checkDigit(r); r[len(r)-1] != want {
				c.Fail(rule.Where{Field: "rfc"}, "El dígito verificador del RFC %s debería ser %s.", "The check digit of RFC %s should be %s.", r, string(want))
			}
			return c.Judged()
		},
	}
}

// checkDigit is the last character due to an RFC of 12 or 13.
func checkDigit(rfc string) byte {
	runes := []rune(rfc)
	sum, weight := 0, len(runes)
	if weight == 12 { // a company: padded on the left with a blank
		sum, weight = alphabetIndex(' ')*13, 12
	}
	for _, r := range runes[:len(runes)-1] {
		sum += alphabetIndex(r) * weight
		weight--
	}
	const modulus = 11
	switch n := modulus - sum%modulus; n {
	case modulus:
		return '0'
	case modulus - 1:
		return 'A'
	default:
		return '0' + byte(n)
	}
}

// alphabetIndex is the place of a character in the alphabet of the RFC:
// digits, letters with & after N, blank and Ñ.
func alphabetIndex(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 'A' && r <= 'N':
		return int(r-'A') + 10
	case r == '&':
		return 24
	case r >= 'O' && r <= 'Z':
		return int(r-'O') + 25
	case r == ' ':
		return 37
	default: // Ñ, the only other character of the shape
		return 38
	}
}
