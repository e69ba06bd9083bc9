package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ampliacion() []ruletest.Example {
	const code = "immex_ampliacion"
	return []ruletest.Example{
		{Rule: code, Name: "with its authorisation", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(with("PZ", "OFICIO-1")))},
		{Rule: code, Name: "without", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(with("PZ")))},
		{Rule: code, Name: "no extension", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(with("PZ"), ruletest.At(20061112)))},
	}
}
