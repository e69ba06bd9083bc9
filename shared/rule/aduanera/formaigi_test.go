package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func formaIGI() []ruletest.Example {
	const code = "aduanera_forma_igi"
	form := func(f string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].Contribuciones[0].FormaPago = f }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "suspended", Want: rule.Pass, Case: form("5")},
		{Rule: code, Name: "in cash", Want: rule.Notice, Case: form("0")},
		{Rule: code, Name: "by credit of IVA", Want: rule.Warning, Case: form("21")},
		{Rule: code, Name: "a definitive import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(definitive))},
		{Rule: code, Name: "no IGI", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].Contribuciones = p.Partidas[i].Contribuciones[1:]
			}
		}))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
