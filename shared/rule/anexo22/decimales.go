package anexo22

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// decimales: exchange rate, rates, dollars and factors are written with the
// digits their fields take (Anexo 22; dossier §3.7).
func decimales() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_decimales",
		Title:     say("Tipo de cambio, tasas, dólares y factores caben en sus campos", "Exchange rate, rates, dollars and factors fit their fields"),
		Citation:  "RGCE Anexo 22",
		Source:    "dossier §3.7",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  rectify(),
		Example: say("Tipo de cambio 17.035712.", "Exchange rate 17.035712."),
		Needs:   []rule.Data{rule.DataValue}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if c.P.Efecto == document.Previo {
				return rule.NotApplicable
			}
			if !c.P.TipoCambio.Known() {
				return c.NoData(rule.DataValue)
			}
			field(c, "tipo_cambio", "tipo_cambio", func(w *written) { w.ask(0, c.P.TipoCambio) })
			field(c, "monto_usd", "valor_dolares", func(w *written) {
				for i := range c.P.Partidas {
					w.ask(c.P.Partidas[i].Secuencia, c.P.Partidas[i].ValorDolares)
				}
			})
			field(c, "tasa", "tasas", func(w *written) {
				for i := range c.P.Partidas {
					q := &c.P.Partidas[i]
					for j := range q.Tasas {
						w.ask(q.Secuencia, q.Tasas[j].Tasa)
					}
				}
			})
			field(c, "factor_moneda", "facturas", func(w *written) {
				for i := range c.P.Facturas {
					w.ask(0, c.P.Facturas[i].FactorMoneda)
				}
			})
			return c.Judged()
		},
	}
}

// field judges the amounts of one field of the table of lengths.
func field(c *rule.Case, name, where string, each func(*written)) {
	if l, ok := c.Catalog.FieldLength(name, c.On); ok {
		each(&written{c: c, l: l, field: where})
	}
}
