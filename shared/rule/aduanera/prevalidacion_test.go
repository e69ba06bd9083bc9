package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func prevalidacion() []ruletest.Example {
	const code = "aduanera_prevalidacion"
	return []ruletest.Example{
		{Rule: code, Name: "of 2024", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "of 2021 in 2024", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Contribuciones[1].Importe = ruletest.Amount("240") }))},
		{Rule: code, Name: "a year no table has", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(20260301)))},
		{Rule: code, Name: "without it", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Contribuciones = p.Contribuciones[:1] }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
