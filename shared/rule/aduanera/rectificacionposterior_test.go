package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func rectificacionPosterior() []ruletest.Example {
	const code = "aduanera_rectificacion_posterior"
	return []ruletest.Example{
		{Rule: code, Name: "later", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(rectifies(20240301)))},
		{Rule: code, Name: "the same day", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(rectifies(20240305)))},
		{Rule: code, Name: "earlier", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(rectifies(20240306)))},
		{Rule: code, Name: "no rectification", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(rectifies(0)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(rectifies(20240306), ruletest.At(20011231)))},
	}
}
