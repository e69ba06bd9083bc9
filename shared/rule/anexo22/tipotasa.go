package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// tipoTasa: the type of each rate is one of Apéndice 18 (dossier §3.5).
func tipoTasa() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_tipo_tasa",
		Title:     say("Los tipos de tasa están en el Apéndice 18", "The types of rate are in Apéndice 18"),
		Citation:  "RGCE Anexo 22, Apéndice 18",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  verify(),
		Example: say("Tipo de tasa 44.", "Type of rate 44."), Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.TiposTasa, field: "tasas"}
			for i := range c.P.Tasas {
				k.ask(0, c.P.Tasas[i].Tipo)
			}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				for j := range q.Tasas {
					k.ask(q.Secuencia, q.Tasas[j].Tipo)
				}
			}
			return k.judged()
		},
	}
}
