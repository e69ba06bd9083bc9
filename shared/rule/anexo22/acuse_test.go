package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func acuse() []ruletest.Example {
	const code = "anexo22_acuse"
	of := func(a string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Acuse = a }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "eight", Want: rule.Pass, Case: of("A1B2C3D4")},
		{Rule: code, Name: "seven", Want: rule.Warning, Case: of("A1B2C3D")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
