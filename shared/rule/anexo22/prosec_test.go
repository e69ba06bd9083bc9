package anexo22_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func prosec() []ruletest.Example {
	const code = "anexo22_prosec"
	sectors := ruletest.Setting()
	sectors.Company.Sectors = []string{"XIX"}
	alone := ruletest.Setting()
	alone.Company = nil
	pp := cases("PP", "20061234")
	return []ruletest.Example{
		{Rule: code, Name: "with sectors", Want: rule.Pass, Case: ruletest.In(sectors, ruletest.Import(pp))},
		{Rule: code, Name: "without", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(pp))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(alone, ruletest.Import(pp))},
		{Rule: code, Name: "no PP", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(sectors, ruletest.Import(pp, ruletest.At(20011231)))},
	}
}
