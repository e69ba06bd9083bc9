package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// fraccion: the fracción has eight digits and is in the tariff on the day that
// governs (LIGIE; dossier V19). Without a delivered tariff, or with one that
// never had the fracción, only its shape is judged.
func fraccion() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_fraccion",
		Title:     say("La fracción tiene ocho dígitos y está vigente en la tarifa", "The fracción has eight digits and is in force in the tariff"),
		Citation:  "LIGIE; RGCE Anexo 22, partidas",
		Source:    "dossier §4 V19",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Clasifique con la tarifa vigente ese día (tablas de correlación) y pida la rectificación.", "Classify by the tariff in force that day (tables of correlation) and ask for the rectification."),
		Example: say("Una fracción derogada en diciembre de 2022 en un pedimento de 2024.", "A fracción repealed in December 2022 in a pedimento of 2024."),
		Needs:   []rule.Data{rule.DataTariff}, Checks: []int{22},
		Case: func(c *rule.Case) rule.Outcome {
			if len(c.P.Partidas) == 0 {
				return rule.NotApplicable
			}
			missing := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if len(q.Fraccion) != 8 || !digits(q.Fraccion) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "fraccion"}, "La fracción %q de la partida %d no tiene ocho dígitos.", "Fracción %q of partida %d does not have eight digits.", q.Fraccion, q.Secuencia)
					continue
				}
				if !c.Catalog.TariffEver(q.Fraccion, c.P.Operacion) {
					c.LacksTariff(q.Fraccion, "")
					missing = true
					continue
				}
				if _, err := c.Catalog.Tariff(q.Fraccion, c.P.Operacion, c.On); err != nil {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "fraccion"}, "La fracción %s de la partida %d no está en la tarifa el %s.", "Fracción %s of partida %d is not in the tariff on %s.", q.Fraccion, q.Secuencia, c.On)
				}
			}
			if o := c.Judged(); o != rule.Pass || !missing {
				return o
			}
			return c.NoData(rule.DataTariff)
		},
	}
}
