package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func umt() []ruletest.Example {
	const code = "anexo22_umt"
	both := tariff(20200101, 0)
	kilos := func(p *pedimento.Pedimento) { p.Partidas[0].UMT = "1" }
	return []ruletest.Example{
		{Rule: code, Name: "pieces", Want: rule.Pass, Case: ruletest.In(both, ruletest.Import())},
		{Rule: code, Name: "kilos", Want: rule.Warning, Case: ruletest.In(both, ruletest.Import(kilos))},
		{Rule: code, Name: "no tariff", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "no partidas", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(both, ruletest.Import(ruletest.At(20011231)))},
	}
}
