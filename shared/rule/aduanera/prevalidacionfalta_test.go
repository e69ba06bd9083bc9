package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func prevalidacionFalta() []ruletest.Example {
	const code = "aduanera_prevalidacion_falta"
	left := func(n int) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Contribuciones = p.Contribuciones[:n] }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "has it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "lacks it", Want: rule.Warning, Case: left(1)},
		{Rule: code, Name: "no contribution at all", Want: rule.Unreadable, Case: left(0)},
		{Rule: code, Name: "an extraction", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Clave = "E1" }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
