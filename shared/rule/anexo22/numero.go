package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// numero: the number of a pedimento is 15 digits: year of validation, aduana,
// patente and seven digits; the year is not later than the payment and the
// aduana is one of Apéndice 1 (Anexo 22 field 1; dossier §3.1, V01). The
// patente and the largest number of each aduana are in catalogues of the SAT
// that are not part of this version.
func numero() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_numero",
		Title:     say("El número de pedimento se forma con año, aduana, patente y siete dígitos", "The number of a pedimento is year, aduana, patente and seven digits"),
		Citation:  "RGCE Anexo 22, campo 1",
		Source:    "dossier §4 V01",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "C",
		Action:  say("Pida de nuevo el documento: el número identifica todo lo demás.", "Ask for the document again: the number identifies all the rest."),
		Example: say("Número del año 25 en un pedimento pagado en 2024.", "A number of year 25 in a pedimento paid in 2024."),
		Needs:   []rule.Data{rule.DataDate},
		Case: func(c *rule.Case) rule.Outcome {
			p := c.P
			if p.Efecto == document.Previo || p.Efecto == document.Nulo {
				return rule.NotApplicable
			}
			if !c.On.Known() {
				return c.NoData(rule.DataDate)
			}
			year, aduana, patente, documento := pedimento.Split(p.Number)
			if year == "" || !digits(p.Number) {
				return c.Fail(rule.Where{Field: "number"}, "El número %q no tiene 15 dígitos.", "Number %q does not have 15 digits.", p.Number)
			}
			const century = 2000
			if y := century + int(year[0]-'0')*10 + int(year[1]-'0'); p.FechaPago.Known() && y > p.FechaPago.Year() {
				c.Fail(rule.Where{Field: "number"}, "El número %s es del año %d y se pagó el %s.", "Number %s is of year %d and was paid on %s.", p.Number, y, p.FechaPago)
			}
			if documento[1:] == "000000" {
				c.Fail(rule.Where{Field: "number"}, "El número %s no tiene progresivo.", "Number %s has no progressive part.", p.Number)
			}
			if p.Patente != "" && p.Patente != patente || p.Documento != "" && p.Documento != documento || len(p.Aduana) > 1 && p.Aduana[:2] != aduana {
				c.Fail(rule.Where{Field: "number"}, "El número %s no es el de la patente %s, aduana %s y documento %s.", "Number %s is not that of patente %s, aduana %s and document %s.",
					p.Number, p.Patente, p.Aduana, p.Documento)
			}
			return c.Judged()
		},
	}
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
