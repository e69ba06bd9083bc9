package anexo22_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func programaIM() []ruletest.Example {
	const code = "anexo22_programa_im"
	alone := ruletest.Setting()
	alone.Company = nil
	return []ruletest.Example{
		{Rule: code, Name: "the number", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "without its dash", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(cases("IM", "12342006")))},
		{Rule: code, Name: "another", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("IM", "99992010")))},
		{Rule: code, Name: "a digit short", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("IM", "1234200")))},
		{Rule: code, Name: "none", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("IM")))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(alone, ruletest.Import())},
		{Rule: code, Name: "no IM", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(cases("CI")))},
		{Rule: code, Name: "before the Decreto", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20061112)))},
	}
}
