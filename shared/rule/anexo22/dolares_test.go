package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func dolares() []ruletest.Example {
	const code = "anexo22_dolares"
	rate := func(v string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.TipoCambio = ruletest.Amount(v) }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "at the exchange rate", Want: rule.Pass, Case: rate("17.00000")},
		{Rule: code, Name: "at another", Want: rule.Warning, Case: rate("17.10000")},
		{Rule: code, Name: "no exchange rate", Want: rule.Unreadable, Case: rate("")},
		{Rule: code, Name: "no partidas", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
