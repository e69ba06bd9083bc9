package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func rectificacionFecha() []ruletest.Example {
	const code = "aduanera_rectificacion_fecha"
	return []ruletest.Example{
		{Rule: code, Name: "the same", Want: rule.Pass, Case: ruletest.In(beside(first(), ""), ruletest.Import(rectifies(20240301)))},
		{Rule: code, Name: "another", Want: rule.Warning, Case: ruletest.In(beside(first(), ""), ruletest.Import(rectifies(20240302)))},
		{Rule: code, Name: "no rectification", Want: rule.NotApplicable, Case: ruletest.In(beside(first(), ""), ruletest.Import())},
		{Rule: code, Name: "not here", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(rectifies(20240301)))},
		{Rule: code, Name: "not paid", Want: rule.Unreadable, Case: ruletest.In(beside(first(func(b *rule.Brief) { b.Pago = 0 }), ""), ruletest.Import(rectifies(20240301)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(rectifies(20240301), ruletest.At(20011231)))},
	}
}
