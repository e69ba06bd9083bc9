package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// rfcForma: the RFC of the importer or exporter has three or four letters, a
// date and three characters (CFF art. 27; dossier §4.2, V04). The date is a day of
// the calendar, in this century or the last, and the last character a digit or
// A: what breaks only that is asked about.
func rfcForma() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_rfc_forma",
		Title:     say("El RFC tiene la forma de un RFC", "The RFC has the shape of an RFC"),
		Citation:  "CFF 27; RGCE Anexo 22, campo RFC",
		Source:    "dossier §4.2, §4 V04",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "C",
		Action:  say("Verifique el RFC con la constancia de situación fiscal.", "Verify the RFC with the proof of tax status."),
		Example: say("RFC con mes 13.", "An RFC with month 13."), Checks: []int{27},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.RFC == "" {
				return rule.NotApplicable
			}
			if !pedimento.RFCShape(c.P.RFC) {
				return c.Fail(rule.Where{Field: "rfc"}, "El RFC %q no tiene la forma de un RFC.", "RFC %q does not have the shape of an RFC.", c.P.RFC)
			}
			if born(c.P.RFC) {
				return rule.Pass
			}
			return c.Warn(rule.Where{Field: "rfc"}, "El RFC %q lleva una fecha que no existe, o un último carácter que no es dígito ni A.",
				"RFC %q carries a day that does not exist, or a last character that is neither a digit nor A.", c.P.RFC)
		},
	}
}

// born reports that what has the shape of an RFC carries a day that exists and
// ends in a digit or A.
func born(rfc string) bool {
	tail := rfc[len(rfc)-9:]
	if last := tail[8]; last != 'A' && (last < '0' || last > '9') {
		return false
	}
	two := func(i int) int { return int(tail[i]-'0')*10 + int(tail[i+1]-'0') }
	for _, century := range []int{1900, 2000} {
		if document.NewDate(century+two(0), two(2), two(4)).Known() {
			return true
		}
	}
	return false
}
