package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v5Certificada() []ruletest.Example {
	const code = "immex_v5_certificada"
	return []ruletest.Example{
		{Rule: code, Name: "certified", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("V5")))},
		{Rule: code, Name: "never", Want: rule.Error, Case: ruletest.In(of(uncertified), ruletest.Export(clave("V5")))},
		{Rule: code, Name: "no longer", Want: rule.Error, Case: ruletest.In(of(func(c *rule.Company) { c.Certifications[0].To = 20240603 }), ruletest.Export(clave("V5")))},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: ruletest.In(of(uncertified), ruletest.Export())},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), ruletest.Export(clave("V5")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(of(uncertified), ruletest.Export(clave("V5"), ruletest.At(20131231)))},
	}
}
