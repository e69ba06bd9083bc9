package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ivaPartida() []ruletest.Example {
	const code = "aduanera_iva_partida"
	iva := func(amount string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].Contribuciones[1].Importe = ruletest.Amount(amount) }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "IGI is in the base", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "the base is the customs value alone", Want: rule.Warning, Case: iva("4080")},
		{Rule: code, Name: "a peso short", Want: rule.Pass, Case: iva("4283")},
		{Rule: code, Name: "two pesos short", Want: rule.Warning, Case: iva("4282")},
		{Rule: code, Name: "no IVA", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].Contribuciones = p.Partidas[i].Contribuciones[:1]
			}
		}))},
		{Rule: code, Name: "no amount", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].Contribuciones[1].Importe = ruletest.Amount("")
			}
		}))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
