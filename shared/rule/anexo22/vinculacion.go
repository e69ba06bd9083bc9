package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// vinculacion: the relationship of buyer and seller is 0, 1 or 2 (Anexo 22;
// dossier §3.5).
func vinculacion() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_vinculacion",
		Title:     say("La vinculación es 0, 1 o 2", "The relationship is 0, 1 or 2"),
		Citation:  "RGCE Anexo 22, partidas; LA 68 y 69",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "C",
		Action:  rectify(),
		Example: say("Vinculación 3.", "Relationship 3."), Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.Vinculaciones, field: "vinculacion"}
			for i := range c.P.Partidas {
				k.ask(c.P.Partidas[i].Secuencia, c.P.Partidas[i].Vinculacion)
			}
			return k.judged()
		},
	}
}
