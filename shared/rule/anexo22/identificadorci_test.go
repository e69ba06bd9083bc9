package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func identificadorCI() []ruletest.Example {
	const code = "anexo22_identificador_ci"
	cash := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].Contribuciones[1].FormaPago = "0"
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "has it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "lacks it", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("IM", "1234-2006")))},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(printed))},
		{Rule: code, Name: "in cash", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(cash))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20131231)))},
	}
}
