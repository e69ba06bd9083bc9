package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func precioUnitario() []ruletest.Example {
	const code = "anexo22_precio_unitario"
	price := func(v string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].PrecioUnitario = ruletest.Amount(v)
			}
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "the price", Want: rule.Pass, Case: price("25.50000")},
		{Rule: code, Name: "rounded", Want: rule.Pass, Case: price("25.49900")},
		{Rule: code, Name: "ten times less", Want: rule.Warning, Case: price("2.55000")},
		{Rule: code, Name: "the price in dollars", Want: rule.Warning, Case: price("1.50000")},
		{Rule: code, Name: "not given", Want: rule.Unreadable, Case: price("")},
		{Rule: code, Name: "no partidas", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
