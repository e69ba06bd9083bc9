package anexo22_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func edocument() []ruletest.Example {
	const code = "anexo22_edocument"
	return []ruletest.Example{
		{Rule: code, Name: "thirteen", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(cases("ED", "0438200ABC123")))},
		{Rule: code, Name: "twelve", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("ED", "0438200ABC12")))},
		{Rule: code, Name: "a dash", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("ED", "0438200-BC123")))},
		{Rule: code, Name: "none", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("ED")))},
		{Rule: code, Name: "no ED", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(cases("ED"), ruletest.At(20111231)))},
	}
}
