package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// ivaPartida: the IVA of a partida is not less than its rate on the customs
// value with the contributions of the partida, IGI too when it is by form 5,
// since the base of a temporary import holds what a definitive one would have
// paid; and not more than with DTA on top (LIVA art. 27, first and second
// paragraph; dossier V14 and V15). DTA is worked out for the whole pedimento, so
// how a broker spreads it is not judged here.
func ivaPartida() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_iva_partida",
		Title:     document.Text{ES: "La base del IVA de cada partida incluye su IGI y sus demás contribuciones", EN: "The base of the IVA of each partida holds its IGI and other contributions"},
		Citation:  "LIVA 27",
		Source:    "dossier §4 V14, V15",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Error, Confidence: "3P",
		Action: rectify(),
		Example: document.Text{
			ES: "IVA de 16 % sobre el valor en aduana de 25,500, sin el IGI de 1,275 por forma de pago 5.",
			EN: "IVA of 16 % on the customs value of 25,500, without the IGI of 1,275 by form of payment 5.",
		},
		Needs: []rule.Data{rule.DataValue}, Checks: []int{8, 12},
		Case: func(c *rule.Case) rule.Outcome {
			judged, missing := false, false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				got, found := pedimento.Charged(q.Contribuciones, "IVA")
				t, ok := rule.RateOf(q.Tasas, "IVA")
				if !c.Importa || !found || !ok || t.Tipo != percent {
					continue
				}
				base := rule.Plus(q.ValorAduana, inBase(c, q))
				least := rule.Pesos(rule.Percent(base, t.Tasa))
				if !got.Known() || !least.Known() {
					missing = true
					continue
				}
				judged = true
				if got.Cmp(least) < 0 && !c.Near("aduanera_iva_partida", got, least, 1) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "contribuciones"},
						"El IVA de la partida %d es %s y %s %% de %s (valor en aduana y contribuciones) da %s.",
						"IVA of partida %d is %s and %s %% of %s (customs value and contributions) gives %s.",
						q.Secuencia, got, t.Tasa, base, least)
				}
			}
			return outcome(c, judged, missing, rule.DataValue)
		},
	}
}
