package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func pais() []ruletest.Example {
	const code = "anexo22_pais"
	of := func(origin string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].PaisOrigen = origin }))
	}
	none := func(p *pedimento.Pedimento) { p.Partidas, p.Facturas = nil, nil }
	return []ruletest.Example{
		{Rule: code, Name: "USA", Want: rule.Pass, Case: of("USA")},
		{Rule: code, Name: "the key of ISO", Want: rule.Warning, Case: of("NLD")},
		{Rule: code, Name: "two letters", Want: rule.Warning, Case: of("US")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(none))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
