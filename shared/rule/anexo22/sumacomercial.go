package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// sumaComercial: the price paid or commercial value of the heading is the sum
// of its partidas (Anexo 22; dossier V07).
func sumaComercial() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_suma_comercial",
		Title:     say("El precio pagado o valor comercial del encabezado es la suma de las partidas", "The price paid or commercial value of the heading is the sum of the partidas"),
		Citation:  "RGCE Anexo 22, precio pagado/valor comercial",
		Source:    "dossier §4 V07",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action:  rectify(),
		Example: say("Encabezado 51,000 y partidas de 25,500 y 24,500.", "Heading 51,000 and partidas of 25,500 and 24,500."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			return adds(c, "anexo22_suma_comercial", "valor_comercial", c.P.ValorComercial, func(q *pedimento.Partida) money.Amount { return q.ValorComercial })
		},
	}
}
