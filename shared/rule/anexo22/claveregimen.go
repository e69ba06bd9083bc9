package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// claveRegimen: the clave goes with the régimen: IN, AF and V1 of import with
// ITE, A1 with IMD or EXD (Anexo 22 Apéndices 2 and 16; dossier V03). The pairs
// are our reading of both appendices.
func claveRegimen() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_clave_regimen",
		Title:     say("La clave va con su régimen", "The clave goes with its régimen"),
		Citation:  "RGCE Anexo 22, Apéndices 2 y 16",
		Source:    "dossier §4 V03",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Error, Confidence: "OWN",
		Action:  rectify(),
		Example: say("Clave IN con régimen IMD.", "Clave IN with régimen IMD."),
		Needs:   []rule.Data{rule.DataRegimen},
		Case: func(c *rule.Case) rule.Outcome {
			pairs := c.Catalog.Regimes(c.P.Clave, c.P.Operacion, c.On)
			if len(pairs) == 0 {
				return rule.NotApplicable
			}
			if c.P.Regimen == "" || !c.Stated("regimen") {
				return c.NoData(rule.DataRegimen)
			}
			for _, x := range pairs {
				if x.Regimen == c.P.Regimen {
					return rule.Pass
				}
			}
			return c.Fail(rule.Where{Field: "regimen"}, "La clave %s (%s) va con régimen %s y el pedimento dice %s.", "Clave %s (%s) goes with régimen %s and the pedimento says %s.",
				c.P.Clave, c.P.Operacion, pairs[0].Regimen, c.P.Regimen)
		},
	}
}
