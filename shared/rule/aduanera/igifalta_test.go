package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func igiFalta() []ruletest.Example {
	const code = "aduanera_igi_falta"
	return []ruletest.Example{
		{Rule: code, Name: "has it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "lacks it", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Partidas[1].Contribuciones = p.Partidas[1].Contribuciones[1:]
		}))},
		{Rule: code, Name: "a rate of zero", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].Tasas[0].Tasa = ruletest.Amount("0")
			}
		}))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
