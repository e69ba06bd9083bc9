package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// igiFalta: a rate of IGI above zero has its contribution, in cash or in another
// form of payment (LA art. 51-I and 80; dossier V13). A preferential rate is
// zero and an exemption has its own form of payment (9), so a rate without any
// amount is a gap.
func igiFalta() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_igi_falta",
		Title:     document.Text{ES: "Una tasa de IGI mayor que cero trae su importe", EN: "A rate of IGI above zero has its amount"},
		Citation:  "LA 51-I y 80",
		Source:    "dossier §4 V13",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action:  rectify(),
		Example: document.Text{ES: "Una partida a 5 % sin renglón de IGI.", EN: "A partida at 5 % without a row of IGI."},
		Checks:  []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				t, ok := rule.RateOf(q.Tasas, "IGI")
				if !c.Importa || !ok || t.Tasa.Sign() <= 0 {
					continue
				}
				judged = true
				if _, found := pedimento.Charged(q.Contribuciones, "IGI"); !found {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "contribuciones"},
						"La partida %d trae una tasa de IGI de %s y ningún importe de IGI.", "Partida %d has a rate of IGI of %s and no amount of IGI.",
						q.Secuencia, t.Tasa)
				}
			}
			return outcome(c, judged, false, "")
		},
	}
}
