package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// contribucion: what is paid is a contribution of Apéndice 12 (dossier §3.5).
func contribucion() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_contribucion",
		Title:     say("Las contribuciones están en el Apéndice 12", "The contributions are in Apéndice 12"),
		Citation:  "RGCE Anexo 22, Apéndice 12",
		Source:    "dossier §3.5",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "C",
		Action:  verify(),
		Example: say("Contribución 99.", "Contribution 99."), Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			k := keys{c: c, field: "contribuciones"}
			for i := range c.P.Liquidacion {
				x := &c.P.Liquidacion[i]
				k.seen++
				if !c.Catalog.KnownContribution(x.Clave) {
					k.fail(0, x.Clave)
				}
			}
			return k.judged()
		},
	}
}
