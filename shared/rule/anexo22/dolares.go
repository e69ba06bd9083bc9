package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// dolares: the dollars of a partida at the exchange rate of the pedimento are
// its price paid (Anexo 22; dossier V11).
func dolares() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_dolares",
		Title:     say("Los dólares de cada partida al tipo de cambio son su precio pagado", "The dollars of each partida at the exchange rate are its price paid"),
		Citation:  "RGCE Anexo 22, partidas; LA 56",
		Source:    "dossier §4 V11",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: say("1,500 USD a 17 y un precio pagado de 15,500.", "1,500 USD at 17 and a price paid of 15,500."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10, 19},
		Case: func(c *rule.Case) rule.Outcome {
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				want := rule.Times(q.ValorDolares, c.P.TipoCambio)
				if !want.Known() || !q.ValorComercial.Known() {
					continue
				}
				judged = true
				if !c.Near(pesosCode, q.ValorComercial, want, 1) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "valor_dolares"},
						"La partida %d dice %s USD, que a %s son %s, y su precio pagado es %s.", "Partida %d says %s USD, which at %s is %s, and its price paid is %s.",
						q.Secuencia, q.ValorDolares, c.P.TipoCambio, want, q.ValorComercial)
				}
			}
			return looked(c, judged, rule.DataValue)
		},
	}
}
