package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func certificacionIC() []ruletest.Example {
	const code = "aduanera_certificacion_ic"
	return []ruletest.Example{
		{Rule: code, Name: "OEA", Want: rule.Pass, Case: ruletest.In(of(holds("oea", 20200101, 0)), ruletest.Import(with("IC", "O")))},
		{Rule: code, Name: "comercializadora", Want: rule.Pass, Case: ruletest.In(of(holds("comercializadora", 20200101, 0)), ruletest.Import(with("IC", "A")))},
		{Rule: code, Name: "no OEA", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(with("IC", "O")))},
		{Rule: code, Name: "another complement", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(with("IC", "Z")))},
		{Rule: code, Name: "no IC", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "the file lists no certification", Want: rule.Unreadable, Case: ruletest.In(of(uncertified), ruletest.Import(with("IC", "O")))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), ruletest.Import(with("IC", "O")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(with("IC", "O"), ruletest.At(20141231)))},
	}
}
