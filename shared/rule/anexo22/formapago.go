package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// formaPago: each contribution is paid in a form of Apéndice 13 in force that
// day (dossier §3.5).
func formaPago() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_forma_pago",
		Title:     say("Las formas de pago están en el Apéndice 13", "The forms of payment are in Apéndice 13"),
		Citation:  "RGCE Anexo 22, Apéndice 13",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "C",
		Action:  verify(),
		Example: say("Forma de pago 33.", "Form of payment 33."), Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, field: "forma_pago"}
			for i := range c.P.Liquidacion {
				f := c.P.Liquidacion[i].FormaPago
				if f == "" {
					continue
				}
				k.seen++
				if !c.Catalog.FormaPago(f, c.On) {
					k.fail(0, f)
				}
			}
			return k.judged()
		},
	}
}
