package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// moneda: the currency of an invoice is one of Apéndice 5.
func moneda() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_moneda",
		Title:     say("La moneda está en el Apéndice 5", "The currency is in Apéndice 5"),
		Citation:  "RGCE Anexo 22, Apéndice 5",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  verify(),
		Example: say("Moneda USX.", "Currency USX."), Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.Monedas, field: "moneda"}
			for i := range c.P.Facturas {
				k.ask(0, c.P.Facturas[i].Moneda)
			}
			return k.judged()
		},
	}
}
