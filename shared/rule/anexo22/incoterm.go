package anexo22

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// incoterm: the trade term of an invoice is one of Apéndice 14.
func incoterm() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_incoterm",
		Title:     say("El término de facturación está en el Apéndice 14", "The trade term is in Apéndice 14"),
		Citation:  "RGCE Anexo 22, Apéndice 14",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  verify(),
		Example: say("Incoterm FCX, que no existe.", "Incoterm FCX, which does not exist."), Checks: []int{19},
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, appendix: catalog.Incoterms, field: "incoterm"}
			for i := range c.P.Facturas {
				k.ask(0, c.P.Facturas[i].Incoterm)
			}
			return k.judged()
		},
	}
}
