package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func a3Supuesto() []ruletest.Example {
	const code = "aduanera_a3_supuesto"
	return []ruletest.Example{
		{Rule: code, Name: "stated", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("A3"), with("A3", "2A")))},
		{Rule: code, Name: "no identifier", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("A3")))},
		{Rule: code, Name: "no complement", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("A3"), with("A3")))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(clave("A3"), bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("A3"), ruletest.At(20011231)))},
	}
}
