package anexo22_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func registroIC() []ruletest.Example {
	const code = "anexo22_registro_ic"
	oea := ruletest.Setting()
	oea.Company.Certifications = append(oea.Company.Certifications, rule.Certification{Kind: "oea", From: 20200101})
	alone := ruletest.Setting()
	alone.Company = nil
	return []ruletest.Example{
		{Rule: code, Name: "an OEA", Want: rule.Pass, Case: ruletest.In(oea, ruletest.Import(cases("IC", "O")))},
		{Rule: code, Name: "no OEA", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("IC", "O")))},
		{Rule: code, Name: "no trading company", Want: rule.Warning, Case: ruletest.In(oea, ruletest.Import(cases("IC", "A")))},
		{Rule: code, Name: "another complement", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(cases("IC", "L")))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(alone, ruletest.Import(cases("IC", "O")))},
		{Rule: code, Name: "no IC", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(oea, ruletest.Import(cases("IC", "O"), ruletest.At(20011231)))},
	}
}
