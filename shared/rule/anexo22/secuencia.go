package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// secuencia: partidas run from 1 without holes, and are as many as the document
// says (Anexo 22; dossier V06).
func secuencia() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_secuencia",
		Title:     say("Las partidas van de 1 a n y son las que dice el documento", "Partidas run from 1 to n and are as many as the document says"),
		Citation:  "RGCE Anexo 22, partidas",
		Source:    "dossier §4 V06",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action:  say("Pida de nuevo el documento; falta o sobra una partida.", "Ask for the document again; a partida is missing or extra."),
		Example: say("Partidas 1, 2 y 4.", "Partidas 1, 2 and 4."),
		Case: func(c *rule.Case) rule.Outcome {
			p := c.P
			if len(p.Partidas) == 0 {
				return rule.NotApplicable
			}
			for i := range p.Partidas {
				if n := p.Partidas[i].Secuencia; n != i+1 {
					c.Fail(rule.Where{Partida: n, Field: "secuencia"}, "En el lugar %d está la partida %d.", "Place %d holds partida %d.", i+1, n)
					break
				}
			}
			if p.TotalPartidas != nil && *p.TotalPartidas != len(p.Partidas) {
				c.Fail(rule.Where{Field: "total_partidas"}, "El documento dice %d partidas y trae %d.", "The document says %d partidas and holds %d.", *p.TotalPartidas, len(p.Partidas))
			}
			return c.Judged()
		},
	}
}
