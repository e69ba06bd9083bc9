package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func metodo() []ruletest.Example {
	const code = "anexo22_metodo"
	in := func(m string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].MetodoValoracion = m
			}
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "transaction value", Want: rule.Pass, Case: in("1")},
		{Rule: code, Name: "an import with the method of exports", Want: rule.Warning, Case: in("0")},
		{Rule: code, Name: "seven", Want: rule.Warning, Case: in("7")},
		{Rule: code, Name: "an export", Want: rule.Pass, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "an export with the method of imports", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(func(p *pedimento.Pedimento) { p.Partidas[0].MetodoValoracion = "1" }))},
		{Rule: code, Name: "not given", Want: rule.Unreadable, Case: in("")},
		{Rule: code, Name: "a transit", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Operacion = "TRA" }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
