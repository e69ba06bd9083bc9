package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// sumaAduana: the customs value of the heading is the sum of its partidas, to a
// peso of rounding each (Anexo 22; dossier V07).
func sumaAduana() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_suma_aduana",
		Title:     say("El valor en aduana del encabezado es la suma de las partidas", "The customs value of the heading is the sum of the partidas"),
		Citation:  "RGCE Anexo 22, valor en aduana",
		Source:    "dossier §4 V07",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: say("Encabezado 51,000 y partidas de 25,500 y 24,500.", "Heading 51,000 and partidas of 25,500 and 24,500."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if c.Exporta {
				return rule.NotApplicable
			}
			return adds(c, "anexo22_suma_aduana", "valor_aduana", c.P.ValorAduana, func(q *pedimento.Partida) money.Amount { return q.ValorAduana })
		},
	}
}
