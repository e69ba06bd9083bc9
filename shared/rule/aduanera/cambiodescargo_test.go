package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cambioDescargo() []ruletest.Example {
	const code = "aduanera_cambio_descargo"
	return []ruletest.Example{
		{Rule: code, Name: "names it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F5"), names("AF", 20140101)))},
		{Rule: code, Name: "names none", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("A3")))},
		{Rule: code, Name: "no change of regime", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "a source without blocks", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(clave("F4"), bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("F4"), ruletest.At(20011231)))},
	}
}
