package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// nicoTarifa: the NICO is under its fracción in the tariff of the day (LIGIE
// art. 2-II regla complementaria 10; dossier V19). It needs the delivered table
// of them, and judges only fracciones that the table has on that day.
func nicoTarifa() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_nico_tarifa",
		Title:     say("El NICO está bajo su fracción en la tarifa del día", "The NICO is under its fracción in the tariff of the day"),
		Citation:  "LIGIE 2-II, regla complementaria 10",
		Source:    "dossier §4 V19",
		Authority: rule.Anexo22, From: 20201228, Governs: rule.ByOperation, Severity: document.Warning, Confidence: "OWN",
		Action:  say("Busque el NICO en las tablas de correlación vigentes y pida la rectificación.", "Look the NICO up in the tables of correlation in force and ask for the rectification."),
		Example: say("NICO 07 bajo una fracción que sólo tiene 00 y 01.", "NICO 07 under a fracción that has 00 and 01 alone."),
		Needs:   []rule.Data{rule.DataNICO}, Checks: []int{22},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Rectifica || c.Catalog.In(catalog.ListExtraction, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if q.NICO == "" {
					continue
				}
				ok, known := c.Catalog.NICO(q.Fraccion, q.NICO, c.On)
				if !known {
					c.Lacks(rule.Lack{Data: rule.DataNICO, Table: "nicos", Key: q.Fraccion, When: c.On.String()})
				}
				judged = judged || known
				if known && !ok {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "nico"}, "El NICO %s de la partida %d no está bajo la fracción %s el %s.", "NICO %s of partida %d is not under fracción %s on %s.",
						q.NICO, q.Secuencia, q.Fraccion, c.On)
				}
			}
			return looked(c, judged, rule.DataNICO)
		},
	}
}
