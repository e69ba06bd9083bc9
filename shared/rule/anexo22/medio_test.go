package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func medio() []ruletest.Example {
	const code = "anexo22_medio"
	of := func(m string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.MediosTransporte = pedimento.MediosTransporte{Arribo: m} }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "by road", Want: rule.Pass, Case: of("7")},
		{Rule: code, Name: "55", Want: rule.Warning, Case: of("55")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
