package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// fechas: a paid pedimento has the typed dates of its operation: entry and
// payment on imports, presentation and payment on exports, extraction on what
// leaves a depósito fiscal (Anexo 22 block of dates; dossier §3.5). Which of them
// a clave has is measured (table fechas_exigidas).
func fechas() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_fechas",
		Title:     say("El pedimento pagado trae las fechas de su operación", "A paid pedimento has the dates of its operation"),
		Citation:  "RGCE Anexo 22, bloque de fechas",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action:  say("Pida de nuevo el documento; le falta una fecha.", "Ask for the document again; it lacks a date."),
		Example: say("Una importación sin fecha de entrada.", "An import without date of entry."),
		Needs:   []rule.Data{rule.DataDate}, Checks: []int{25},
		Case: func(c *rule.Case) rule.Outcome {
			need := c.Catalog.RequiredDates(c.P.Clave, c.P.Operacion, c.On)
			if c.P.Efecto != document.Pagado || len(need) == 0 {
				return rule.NotApplicable
			}
			if len(c.P.Fechas) == 0 {
				return c.NoData(rule.DataDate) // the source lists none
			}
			for _, tipo := range need {
				if !dated(c.P.Fechas, tipo) {
					c.Fail(rule.Where{Field: "fechas"}, "El pedimento %s no trae la fecha de tipo %s.", "The %s pedimento lacks its date of type %s.", c.P.Operacion, tipo)
				}
			}
			return c.Judged()
		},
	}
}

func dated(list []pedimento.Fecha, tipo string) bool {
	for i := range list {
		if list[i].Tipo == tipo && list[i].Fecha.Known() {
			return true
		}
	}
	return false
}
