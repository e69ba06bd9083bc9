package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func unidad() []ruletest.Example {
	const code = "anexo22_unidad"
	of := func(c, t string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				p.Partidas[i].UMC, p.Partidas[i].UMT = c, t
			}
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "pieces and kilos", Want: rule.Pass, Case: of("6", "1")},
		{Rule: code, Name: "99", Want: rule.Warning, Case: of("99", "1")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("", "")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
