package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func peso() []ruletest.Example {
	const code = "anexo22_peso"
	of := func(gross, unit, quantity string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.PesoBruto = ruletest.Amount(gross)
			p.Partidas[0].UMT, p.Partidas[0].CantidadUMT = unit, ruletest.Amount(quantity)
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "more than net", Want: rule.Pass, Case: of("1500", "1", "1200")},
		{Rule: code, Name: "half per cent less", Want: rule.Pass, Case: of("1196", "1", "1200")},
		{Rule: code, Name: "less than net", Want: rule.Warning, Case: of("260", "1", "300.2")},
		{Rule: code, Name: "tonnes", Want: rule.Warning, Case: of("1500", "14", "2")},
		{Rule: code, Name: "pieces", Want: rule.NotApplicable, Case: of("1", "6", "1000")},
		{Rule: code, Name: "an extraction is not weighed", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Clave, p.PesoBruto, p.Partidas[0].UMT = "E1", ruletest.Amount("1"), "1"
		}))},
		{Rule: code, Name: "no gross weight", Want: rule.Unreadable, Case: of("", "1", "1200")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
