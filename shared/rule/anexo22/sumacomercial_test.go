package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func sumaComercial() []ruletest.Example {
	const code = "anexo22_suma_comercial"
	head := func(v string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.ValorComercial = ruletest.Amount(v) }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "adds up", Want: rule.Pass, Case: head("51000")},
		{Rule: code, Name: "does not", Want: rule.Warning, Case: head("50000")},
		{Rule: code, Name: "follows from the partidas", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(computed("valor_comercial")))},
		{Rule: code, Name: "no partidas", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
