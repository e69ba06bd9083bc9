package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// digito: the first of the seven digits is the last of the current year, except
// in a consolidated pedimento begun the year before and in the original of a
// rectification (Anexo 22 field 1; dossier §3.1, V02).
func digito() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_digito",
		Title:     say("El primero de los siete dígitos es el último del año", "The first of the seven digits is the last of the year"),
		Citation:  "RGCE Anexo 22, campo 1",
		Source:    "dossier §3.1, §4 V02",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "C",
		Action:  say("Confirme el número con el agente aduanal.", "Confirm the number with the broker."),
		Example: say("Documento 3000123 en un pedimento normal pagado en marzo de 2024.", "Document 3000123 in an ordinary pedimento paid in March 2024."),
		Needs:   []rule.Data{rule.DataDate},
		Case: func(c *rule.Case) rule.Outcome {
			p := c.P
			if c.Rectifica || c.Has("PC") || len(p.Documento) != 7 || p.Efecto != document.Pagado {
				return rule.NotApplicable
			}
			if !c.On.Known() {
				return c.NoData(rule.DataDate)
			}
			digit, year := int(p.Documento[0])-'0', c.On.Year()
			// Validated in the last days of December and paid in January.
			if digit != year%10 && (c.On.Month() != 1 || digit != (year-1)%10) {
				c.Fail(rule.Where{Field: "number"}, "El documento %s empieza con %d y se pagó el %s.", "Document %s begins with %d and was paid on %s.", p.Documento, digit, c.On)
			}
			return c.Judged()
		},
	}
}
