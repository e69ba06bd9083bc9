package anexo22_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func registroSO() []ruletest.Example {
	const code = "anexo22_registro_so"
	member := ruletest.Setting()
	member.Company.Certifications = append(member.Company.Certifications, rule.Certification{Kind: "socio", From: 20230101})
	alone := ruletest.Setting()
	alone.Company = nil
	return []ruletest.Example{
		{Rule: code, Name: "registered", Want: rule.Pass, Case: ruletest.In(member, ruletest.Import(cases("SO", "AA")))},
		{Rule: code, Name: "not registered", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("SO", "AA")))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(alone, ruletest.Import(cases("SO", "AA")))},
		{Rule: code, Name: "no SO", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(member, ruletest.Import(cases("SO"), ruletest.At(20151231)))},
	}
}
