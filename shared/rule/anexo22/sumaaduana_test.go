package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func sumaAduana() []ruletest.Example {
	const code = "anexo22_suma_aduana"
	head := func(v string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.ValorAduana = ruletest.Amount(v) }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "adds up", Want: rule.Pass, Case: head("51000")},
		{Rule: code, Name: "a peso for each", Want: rule.Pass, Case: head("51002")},
		{Rule: code, Name: "three pesos", Want: rule.Warning, Case: head("51003")},
		{Rule: code, Name: "not given", Want: rule.Unreadable, Case: head("")},
		{Rule: code, Name: "follows from the partidas", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(computed("valor_aduana")))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
