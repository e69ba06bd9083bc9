package anexo22_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func registroCI() []ruletest.Example {
	const code = "anexo22_registro_ci"
	ended := ruletest.Setting()
	ended.Company.Certifications[0].To = 20240304
	alone := ruletest.Setting()
	alone.Company = nil
	return []ruletest.Example{
		{Rule: code, Name: "AA", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "AAA", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("CI", "AAA")))},
		{Rule: code, Name: "the register ended", Want: rule.Warning, Case: ruletest.In(ended, ruletest.Import())},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(alone, ruletest.Import())},
		{Rule: code, Name: "no CI", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(cases("IM")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20131231)))},
	}
}
