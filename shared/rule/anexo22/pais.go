package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// pais: the countries of origin, of the seller and of invoices are keys of
// Apéndice 4, which are not always those of ISO 3166 (dossier §3.5, V32).
func pais() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_pais",
		Title:     say("Los países son claves del Apéndice 4", "The countries are keys of Apéndice 4"),
		Citation:  "RGCE Anexo 22, Apéndice 4",
		Source:    "dossier §4 V32",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "C",
		Action:  verify(),
		Example: say("País de origen NLD, que en el Apéndice 4 es ZYA.", "Country of origin NLD, which in Apéndice 4 is ZYA."),
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.Paises, field: "pais"}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				k.ask(q.Secuencia, q.PaisOrigen)
				k.ask(q.Secuencia, q.PaisVendedor)
			}
			for i := range c.P.Facturas {
				k.ask(0, c.P.Facturas[i].Pais)
			}
			return k.judged()
		},
	}
}
