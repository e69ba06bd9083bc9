package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func rectificacionOriginal() []ruletest.Example {
	const code = "aduanera_rectificacion_original"
	second := func(p *pedimento.Pedimento) { p.Tipo = "2" }
	return []ruletest.Example{
		{Rule: code, Name: "named", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(rectifies(20240301)))},
		{Rule: code, Name: "not named", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(second))},
		{Rule: code, Name: "no rectification", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(second, ruletest.At(20011231)))},
	}
}
