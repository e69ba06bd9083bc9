package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// prorrateo: the additions fall on each partida by its price paid, so the
// customs value of a partida is its price times that of the whole over the
// price of the whole (LA art. 65; dossier V09). Packaging (identifier EB) bears
// none.
func prorrateo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_prorrateo",
		Title:     document.Text{ES: "Los incrementables se reparten por el precio pagado de cada partida", EN: "The additions are shared out by the price paid of each partida"},
		Citation:  "LA 65",
		Source:    "dossier §4 V09",
		Authority: rule.Aduanera, From: 19960401, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Revise el prorrateo con el agente aduanal: cambia la base de IGI de cada fracción.",
			EN: "Look at how it was shared out with the broker: it changes the base of IGI of each fracción.",
		},
		Example: document.Text{ES: "Dos partidas del mismo precio y el flete entero en una.", EN: "Two partidas of one price and all the freight on one of them."},
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10, 12},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || len(c.P.Partidas) < 2 || bare(c) {
				return rule.NotApplicable
			}
			value, price := added(c, true)
			if !value.Known() || !price.Known() || price.Sign() <= 0 {
				return c.NoData(rule.DataValue)
			}
			t := c.Catalog.RuleTolerance("aduanera_prorrateo", c.On)
			// Compared without a division: VA_i × price and price_i × VA, with
			// the tolerance times price.
			limit := rule.Times(t.Of(value, 1), price)
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				if rule.Carries(q, "EB") {
					continue
				}
				own, share := rule.Times(q.ValorAduana, price), rule.Times(q.ValorComercial, value)
				if !own.Known() || !share.Known() || !limit.Known() {
					return c.NoData(rule.DataValue)
				}
				if !money.Within(own, share, limit) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "valor_aduana"},
						"El valor en aduana de la partida %d es %s; su precio pagado %s es parte de %s y el valor en aduana total es %s.",
						"The customs value of partida %d is %s; its price paid of %s is part of %s and the whole customs value is %s.",
						q.Secuencia, q.ValorAduana, q.ValorComercial, price, value)
				}
			}
			return c.Judged()
		},
	}
}
