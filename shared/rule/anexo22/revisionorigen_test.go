package anexo22_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func revisionOrigen() []ruletest.Example {
	const code = "anexo22_revision_origen"
	return []ruletest.Example{
		{Rule: code, Name: "with it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(cases("RO", "123")))},
		{Rule: code, Name: "without it", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("RO")))},
		{Rule: code, Name: "no RO", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(cases("RO"), ruletest.At(20011231)))},
	}
}
