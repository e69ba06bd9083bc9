package anexo22

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// programaIM: the number in identifier IM is that of the company's programme
// (Anexo 22 Apéndice 8; dossier §4.1 IM): another number means another
// company's programme, or an old one.
func programaIM() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_programa_im",
		Title:     say("El identificador IM trae el número del programa", "Identifier IM has the number of the programme"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (IM)",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20061113, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Confirme el número de programa con el oficio de la SE; si es otro, pida la rectificación.", "Confirm the number of the programme with the SE's letter; when it is another, ask for the rectification."),
		Example: say("IM dice 9999-2010 y el programa es 1234-2006.", "IM says 9999-2010 and the programme is 1234-2006."),
		Needs:   []rule.Data{rule.DataProgramme}, Checks: []int{11, 24},
		Case: func(c *rule.Case) rule.Outcome {
			list := c.Identifier("IM")
			if len(list) == 0 {
				return rule.NotApplicable
			}
			if c.Company == nil || c.Company.Programa == "" || c.Company.RFC != c.P.RFC {
				return c.NoData(rule.DataProgramme)
			}
			for _, k := range list {
				if len(k.Complementos) == 0 || !sameDigits(k.Complementos[0], c.Company.Programa) {
					c.Fail(rule.Where{Field: "identificadores"}, "El identificador IM dice %q y el programa es %s.", "Identifier IM says %q and the programme is %s.",
						strings.Join(k.Complementos, " "), c.Company.Programa)
				}
			}
			return c.Judged()
		},
	}
}

// sameDigits compares two numbers by their digits: "1234-2006" is "12342006".
func sameDigits(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && (a[i] < '0' || a[i] > '9') {
			i++
		}
		for j < len(b) && (b[j] < '0' || b[j] > '9') {
			j++
		}
		switch {
		case i == len(a) || j == len(b):
			return i == len(a) && j == len(b)
		case a[i] != b[j]:
			return false
		}
		i++
		j++
	}
}
