package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func incoterm() []ruletest.Example {
	const code = "anexo22_incoterm"
	of := func(x string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Facturas[0].Incoterm = x }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "FCA", Want: rule.Pass, Case: of("FCA")},
		{Rule: code, Name: "FCX", Want: rule.Warning, Case: of("FCX")},
		{Rule: code, Name: "not given", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
