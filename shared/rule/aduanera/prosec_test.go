package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func prosec() []ruletest.Example {
	const code = "aduanera_prosec"
	sectors := of(func(c *rule.Company) { c.Sectors = []string{"XIXa", "II"} })
	return []ruletest.Example{
		{Rule: code, Name: "its sector", Want: rule.Pass, Case: ruletest.In(sectors, ruletest.Import(on("PS", "XIXA")))},
		{Rule: code, Name: "an inciso of its sector", Want: rule.Pass, Case: ruletest.In(sectors, ruletest.Import(on("PS", "IIb")))},
		{Rule: code, Name: "the next sector", Want: rule.Warning, Case: ruletest.In(sectors, ruletest.Import(on("PS", "III")))},
		{Rule: code, Name: "another", Want: rule.Warning, Case: ruletest.In(sectors, ruletest.Import(on("PS", "IV")))},
		{Rule: code, Name: "none is used", Want: rule.NotApplicable, Case: ruletest.In(sectors, ruletest.Import())},
		{Rule: code, Name: "a sector without a name", Want: rule.NotApplicable, Case: ruletest.In(sectors, ruletest.Import(on("PS")))},
		{Rule: code, Name: "the file lists none", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(on("PS", "IV")))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), ruletest.Import(on("PS", "IV")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(sectors, ruletest.Import(on("PS", "IV"), ruletest.At(20020801)))},
	}
}
