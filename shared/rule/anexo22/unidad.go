package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// unidad: commercial and tariff units are keys of Apéndice 7.
func unidad() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_unidad",
		Title:     say("Las unidades están en el Apéndice 7", "The units are in Apéndice 7"),
		Citation:  "RGCE Anexo 22, Apéndice 7",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "C",
		Action:  verify(),
		Example: say("Unidad 99.", "Unit 99."), Checks: []int{22},
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, field: "unidad"}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				for _, u := range [...]string{q.UMC, q.UMT} {
					if u == "" {
						continue
					}
					k.seen++
					if _, ok := c.Catalog.Unit(u); !ok {
						k.fail(q.Secuencia, u)
					}
				}
			}
			return k.judged()
		},
	}
}
