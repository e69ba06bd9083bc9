package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func creditoVigencia() []ruletest.Example {
	const code = "aduanera_credito_vigencia"
	return []ruletest.Example{
		{Rule: code, Name: "in 2024", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "in 2012", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(ruletest.At(20120305)))},
		{Rule: code, Name: "in cash", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(definitive))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(0)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
