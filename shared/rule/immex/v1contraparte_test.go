package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v1Contraparte() []ruletest.Example {
	const code = "immex_v1_contraparte"
	return []ruletest.Example{
		{Rule: code, Name: "one", Want: rule.Pass, Case: ruletest.Case(transfer())},
		{Rule: code, Name: "the same twice", Want: rule.Pass, Case: ruletest.Case(transfer(with("V1", "4321-2006", "IM")))},
		{Rule: code, Name: "two", Want: rule.Warning, Case: ruletest.Case(transfer(with("V1", "9999-2010", "IM")))},
		{Rule: code, Name: "two and not consolidated", Want: rule.NotApplicable, Case: ruletest.Case(transfer(with("V1", "9999-2010", "IM"), without("PC")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(transfer(ruletest.At(20051231)))},
	}
}
