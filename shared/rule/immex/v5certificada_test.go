package immex_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v5Certificada() []ruletest.Example {
	const code = "immex_v5_certificada"
	return []ruletest.Example{
		{Rule: code, Name: "certified", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("V5")))},
		{Rule: code, Name: "no certification listed", Want: rule.Unreadable, Case: ruletest.In(of(uncertified), ruletest.Export(clave("V5")))},
		{Rule: code, Name: "the pedimento declares it", Want: rule.Pass, Case: ruletest.In(of(uncertified), ruletest.Export(clave("V5"), with("IC", "A")))},
		{Rule: code, Name: "a rectification of one while it held", Want: rule.Pass, Case: ruletest.In(of(func(c *rule.Company) { c.Certifications[0].To = 20240630 }), ruletest.Export(clave("V5"), ruletest.At(20240901), rectifies(20240604)))},
		{Rule: code, Name: "a rectification of one from before the rule", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(clave("V5"), rectifies(20131231)))},
		{Rule: code, Name: "a rectification of nobody knows what", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Export(clave("V5"), func(p *pedimento.Pedimento) { p.Tipo = "2" }))},
		{Rule: code, Name: "no longer", Want: rule.Error, Case: ruletest.In(of(func(c *rule.Company) { c.Certifications[0].To = 20240603 }), ruletest.Export(clave("V5")))},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: ruletest.In(of(uncertified), ruletest.Export())},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), ruletest.Export(clave("V5")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(of(uncertified), ruletest.Export(clave("V5"), ruletest.At(20131231)))},
	}
}
