package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func valorAduana() []ruletest.Example {
	const code = "aduanera_valor_aduana"
	freight := func(fletes string, values ...string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			p.Fletes = ruletest.Amount(fletes)
			for i, v := range values {
				p.Partidas[i].ValorAduana = ruletest.Amount(v)
			}
		}
	}
	packaging := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].Identificadores = []pedimento.Identificador{{Clave: "EB", Complementos: []string{"2"}}}
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "no additions", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "freight is in it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(freight("2000", "26500", "26500")))},
		{Rule: code, Name: "freight is not in it", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(freight("2000")))},
		{Rule: code, Name: "deductions taken off", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(freight("2000"), func(p *pedimento.Pedimento) { p.Decrementables = ruletest.Amount("2000") }))},
		{Rule: code, Name: "packaging alone", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(freight("2000"), packaging))},
		{Rule: code, Name: "additions are not given", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(freight("")))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(19960331)))},
	}
}
