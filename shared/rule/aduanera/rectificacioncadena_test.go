package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func rectificacionCadena() []ruletest.Example {
	const code = "aduanera_rectificacion_cadena"
	again := ruletest.Import(rectifies(20240301))
	return []ruletest.Example{
		{Rule: code, Name: "it is the last", Want: rule.Pass, Case: ruletest.In(beside(first(), again.Number), again)},
		{Rule: code, Name: "so is another", Want: rule.Warning, Case: ruletest.In(beside(first(), "242432104000999"), again)},
		{Rule: code, Name: "no rectification", Want: rule.NotApplicable, Case: ruletest.In(beside(first(), ""), ruletest.Import())},
		{Rule: code, Name: "not here", Want: rule.Unreadable, Case: ruletest.Case(again)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(rectifies(20010301), ruletest.At(20011231)))},
	}
}
