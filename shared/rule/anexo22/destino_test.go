package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func destino() []ruletest.Example {
	const code = "anexo22_destino"
	of := func(d string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Destino = d }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "9", Want: rule.Pass, Case: of("9")},
		{Rule: code, Name: "77", Want: rule.Warning, Case: of("77")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
