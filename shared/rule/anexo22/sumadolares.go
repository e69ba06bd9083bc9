package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// sumaDolares: the dollars of the heading are the sum of those of its partidas,
// or, as prints of imports give them, the customs value at the exchange rate of
// the pedimento (Anexo 22; dossier V07).
func sumaDolares() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_suma_dolares",
		Title:     say("El valor en dólares del encabezado es la suma de las partidas o el valor en aduana al tipo de cambio", "The dollars of the heading are the sum of the partidas or the customs value at the exchange rate"),
		Citation:  "RGCE Anexo 22, valor dólares",
		Source:    "dossier §4 V07",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: say("Encabezado 3,000 USD y partidas de 1,500 y 1,400.", "Heading 3,000 USD and partidas of 1,500 and 1,400."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			head := c.P.ValorDolares
			if len(c.P.Partidas) == 0 {
				return rule.NotApplicable
			}
			if !head.Known() || !c.Stated("valor_dolares") {
				return c.NoData(rule.DataValue)
			}
			const code = "anexo22_suma_dolares"
			sum := added(c, func(q *pedimento.Partida) money.Amount { return q.ValorDolares })
			pesos := rule.Times(head, c.P.TipoCambio)
			if c.Near(code, head, sum, len(c.P.Partidas)) || c.Near(pesosCode, pesos, c.P.ValorAduana, 1) {
				return rule.Pass
			}
			if !sum.Known() {
				return c.NoData(rule.DataValue)
			}
			return c.Fail(rule.Where{Field: "valor_dolares"}, "El encabezado dice %s USD y las partidas suman %s.", "The heading says %s USD and the partidas add up to %s.", head, sum)
		},
	}
}

// pesosCode is the tolerance of dollars turned into pesos.
const pesosCode = "anexo22_dolares"
