package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// fraccionParte: a part has one classification at a time: the fracción of the
// partida is that of the plant's catalogue of parts on the day, followed through
// the changes of fracción the plant delivered (dossier check 22).
func fraccionParte() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_fraccion_parte",
		Title:     say("La fracción es la del catálogo de la parte", "The fracción is that of the part's catalogue"),
		Citation:  "RGCE Anexo 24, catálogo de materiales; LA 54 y 80",
		Source:    "dossier §14 22",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: say("Decida cuál es la clasificación correcta: corrija la tabla partes o pida la rectificación.",
			"Decide which classification is right: correct table partes or ask for the rectification."),
		Example: say("El catálogo dice 8536.69.99 y el pedimento 8544.42.99 para la misma parte.",
			"The catalogue says 8536.69.99 and the pedimento 8544.42.99 for the same part."),
		Needs: []rule.Data{rule.DataParts}, Checks: []int{22},
		Case: func(c *rule.Case) rule.Outcome {
			judged, named := false, false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if q.CodigoProducto == "" || q.Fraccion == "" {
					continue
				}
				named = true
				if c.Plant == nil {
					continue
				}
				p, ok := c.Plant.Part(q.CodigoProducto, c.On)
				if !ok || p.Fraccion == "" {
					continue
				}
				judged = true
				if q.Fraccion != p.Fraccion && c.Plant.Fraccion(q.Fraccion, c.On) != c.Plant.Fraccion(p.Fraccion, c.On) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "fraccion"},
						"La partida %d clasifica la parte %s en %s y su catálogo en %s.", "Partida %d classifies part %s in %s and its catalogue in %s.",
						q.Secuencia, q.CodigoProducto, q.Fraccion, p.Fraccion)
				}
			}
			if !named && c.Plant != nil {
				return rule.NotApplicable
			}
			return looked(c, judged, rule.DataParts)
		},
	}
}
