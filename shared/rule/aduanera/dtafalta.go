package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// dtaFalta: an import pays DTA unless all of its goods have a preferential
// origin (LFD art. 49; RGCE 5.1.4; dossier V16).
func dtaFalta() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_dta_falta",
		Title:     document.Text{ES: "Una importación sin origen preferencial trae DTA", EN: "An import without preferential origin has DTA"},
		Citation:  "LFD 49; RGCE 5.1.4",
		Source:    "dossier §3.6, §4 V16",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action:  rectify(),
		Example: document.Text{ES: "Un IN sin TL y sin renglón de DTA.", EN: "An IN without TL and without a row of DTA."},
		Needs:   []rule.Data{rule.DataIdentifier}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			if _, ok := c.Catalog.DTA(c.P.Clave, c.P.Operacion, c.On); !c.Importa || !ok || len(c.P.Partidas) == 0 {
				return rule.NotApplicable
			}
			if _, found := pedimento.Charged(c.P.Contribuciones, "DTA"); found {
				return rule.Pass
			}
			if !c.Identified() {
				return c.NoData(rule.DataIdentifier)
			}
			for i := range c.P.Partidas {
				if q := &c.P.Partidas[i]; !rule.Carries(q, "TL") {
					return c.Fail(rule.Where{Partida: q.Secuencia, Field: "contribuciones"},
						"El pedimento no paga DTA y su partida %d no trae origen preferencial (TL).", "The pedimento pays no DTA and its partida %d has no preferential origin (TL).",
						q.Secuencia)
				}
			}
			return c.Judged()
		},
	}
}
