package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func sumaDolares() []ruletest.Example {
	const code = "anexo22_suma_dolares"
	head := func(v string, more ...func(*pedimento.Pedimento)) *rule.Case {
		return ruletest.Case(ruletest.Import(append(more, func(p *pedimento.Pedimento) { p.ValorDolares = ruletest.Amount(v) })...))
	}
	freight := func(p *pedimento.Pedimento) { p.ValorAduana = ruletest.Amount("53000") }
	return []ruletest.Example{
		{Rule: code, Name: "adds up", Want: rule.Pass, Case: head("3000.00")},
		{Rule: code, Name: "the customs value in dollars", Want: rule.Pass, Case: head("3117.65", freight)},
		{Rule: code, Name: "neither", Want: rule.Warning, Case: head("2900.00")},
		{Rule: code, Name: "not given", Want: rule.Unreadable, Case: head("")},
		{Rule: code, Name: "no partidas", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
