package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// metodo: the valuation method is 0 on exports and 1 to 6 on imports (Anexo 22
// Apéndice 11; dossier §3.5).
func metodo() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_metodo",
		Title:     say("El método de valoración es 0 en exportación y de 1 a 6 en importación", "The valuation method is 0 on exports and 1 to 6 on imports"),
		Citation:  "RGCE Anexo 22, Apéndice 11; LA 64 y 71",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action:  rectify(),
		Example: say("Una importación con método 0.", "An import with method 0."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa && !c.Exporta || len(c.P.Partidas) == 0 {
				return rule.NotApplicable
			}
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if q.MetodoValoracion == "" {
					continue
				}
				judged = true
				if !c.Catalog.Listed(catalog.Metodos, q.MetodoValoracion, c.On) || c.Exporta != (q.MetodoValoracion == exportMethod) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "metodo_valoracion"},
						"La partida %d de una operación %s dice método %q.", "Partida %d of operation %s says method %q.", q.Secuencia, c.P.Operacion, q.MetodoValoracion)
				}
			}
			if !judged {
				return c.NoData(rule.DataValue)
			}
			return c.Judged()
		},
	}
}

// exportMethod is the key of Apéndice 11 for goods that leave.
const exportMethod = "0"
