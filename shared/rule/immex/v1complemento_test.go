package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v1Complemento() []ruletest.Example {
	const code = "immex_v1_complemento"
	return []ruletest.Example{
		{Rule: code, Name: "named", Want: rule.Pass, Case: ruletest.Case(transfer())},
		{Rule: code, Name: "no complement", Want: rule.Error, Case: ruletest.Case(ruletest.Export(clave("V1"), with("V1")))},
		{Rule: code, Name: "one of two", Want: rule.Error, Case: ruletest.Case(ruletest.Import(clave("V1"), with("V1", "4321-2006")))},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "no identifier", Want: rule.Unreadable, Case: ruletest.Case(transfer(bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(transfer(ruletest.At(20051231)))},
	}
}
