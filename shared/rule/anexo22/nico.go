package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// nico: from the LIGIE of 2020 each fracción is completed by two digits, the
// NICO (LIGIE art. 2-II regla complementaria 10; DOF 2020-07-01, in force
// 2020-12-28; dossier V19). What leaves a depósito fiscal, and a rectification,
// keep what was declared first. Whether it is under its fracción is rule
// anexo22_nico_tarifa.
func nico() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_nico",
		Title:     say("Cada partida trae su NICO de dos dígitos", "Each partida has its NICO of two digits"),
		Citation:  "LIGIE 2-II, regla complementaria 10",
		Source:    "dossier §4 V19",
		Authority: rule.Anexo22, From: 20201228, Governs: rule.ByOperation, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: say("Una partida de 2024 sin NICO.", "A partida of 2024 without NICO."), Checks: []int{22},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Rectifica || len(c.P.Partidas) == 0 || c.Catalog.In(catalog.ListExtraction, c.P.Clave, c.On) {
				return rule.NotApplicable
			}
			for i := range c.P.Partidas {
				if q := &c.P.Partidas[i]; len(q.NICO) != 2 || !digits(q.NICO) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "nico"}, "La partida %d trae NICO %q.", "Partida %d has NICO %q.", q.Secuencia, q.NICO)
				}
			}
			return c.Judged()
		},
	}
}
