package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func donacionV9() []ruletest.Example {
	const code = "aduanera_donacion_v9"
	return []ruletest.Example{
		{Rule: code, Name: "stated", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("V9"), with("V9", "X")))},
		{Rule: code, Name: "not stated", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(clave("V9")))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Export(clave("V9"), bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(clave("V9"), ruletest.At(20051231)))},
	}
}
