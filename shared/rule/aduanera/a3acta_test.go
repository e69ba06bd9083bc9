package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func a3Acta() []ruletest.Example {
	const code = "aduanera_a3_acta"
	return []ruletest.Example{
		{Rule: code, Name: "cited", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("A3"), with("ED", "0123456789ABC")))},
		{Rule: code, Name: "not cited", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("A3")))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(clave("A3"), bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("A3"), ruletest.At(20111231)))},
	}
}
