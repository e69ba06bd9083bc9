package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// ivaTasa: the rate of IVA of a partida is the general one of the day (LIVA
// art. 1). Goods at 0 % and the stimulus of the border pay another, so the rule
// warns and asks.
func ivaTasa() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_iva_tasa",
		Title:     document.Text{ES: "La tasa de IVA es la general del día", EN: "The rate of IVA is the general one of the day"},
		Citation:  "LIVA 1",
		Source:    "dossier §3.6",
		Authority: rule.Aduanera, From: 20020101, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Confirme el fundamento de la tasa (0 %, estímulo de frontera) o pida la rectificación.",
			EN: "Confirm what the rate rests on (0 %, border stimulus) or ask for the rectification.",
		},
		Example: document.Text{ES: "IVA a 15 % en una operación de 2024.", EN: "IVA at 15 % in an operation of 2024."},
		Needs:   []rule.Data{rule.DataRate}, Rows: []string{catalog.FeeIVA}, Checks: []int{12},
		Case: func(c *rule.Case) rule.Outcome {
			var general money.Amount
			asked := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				t, ok := rule.RateOf(q.Tasas, "IVA")
				if !c.Importa || !ok || t.Tipo != percent {
					continue
				}
				if !asked {
					asked, general = true, fee(c, catalog.FeeIVA)
				}
				if !general.Known() {
					return c.NoData(rule.DataRate)
				}
				if !t.Tasa.Equal(general) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "tasas"},
						"La partida %d paga IVA a %s %% y la tasa general es %s %%.", "Partida %d pays IVA at %s %% and the general rate is %s %%.",
						q.Secuencia, t.Tasa, general)
				}
			}
			return outcome(c, asked, false, "")
		},
	}
}
