package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func virtualBB() []ruletest.Example {
	const code = "immex_virtual_bb"
	return []ruletest.Example{
		{Rule: code, Name: "with its programme", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("BB")))},
		{Rule: code, Name: "without", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(clave("BB"), without("IM")))},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("BB")))},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Export(clave("BB"), bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(clave("BB"), ruletest.At(20011231)))},
	}
}
