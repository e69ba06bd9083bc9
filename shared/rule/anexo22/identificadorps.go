package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// identificadorPS: a partida that uses a sector of PROSEC (PS) is of a pedimento
// with the programme's number (PP) (Anexo 22 Apéndice 8; dossier §4.1 PP).
// Measured: 2,913 of 2,913 partidas.
func identificadorPS() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_identificador_ps",
		Title:     say("Una partida con PS va con el programa PROSEC (PP)", "A partida with PS goes with the PROSEC programme (PP)"),
		Citation:  "RGCE Anexo 22, Apéndice 8 (PS y PP); Decreto PROSEC",
		Source:    "dossier §4.1",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action:  say("Sin programa PROSEC la tasa es la general: pida la rectificación y pague la diferencia.", "Without a PROSEC programme the general rate is due: ask for the rectification and pay the difference."),
		Example: say("PS XIX en la partida y ningún PP.", "PS XIX on the partida and no PP."), Checks: []int{12, 24},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if !rule.Carries(q, "PS") {
					continue
				}
				judged = true
				if !c.Has("PP") {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "identificadores"}, "La partida %d trae PS y el pedimento no trae PP.", "Partida %d has PS and the pedimento has no PP.", q.Secuencia)
				}
			}
			if !judged {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}
