package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func vinculacion() []ruletest.Example {
	const code = "anexo22_vinculacion"
	of := func(v string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].Vinculacion, p.Partidas[1].Vinculacion = v, v }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "related", Want: rule.Pass, Case: of("1")},
		{Rule: code, Name: "three", Want: rule.Warning, Case: of("3")},
		{Rule: code, Name: "not given", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
