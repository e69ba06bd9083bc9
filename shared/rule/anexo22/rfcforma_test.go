package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func rfcForma() []ruletest.Example {
	const code = "anexo22_rfc_forma"
	of := func(r string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.RFC = r }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "of a company", Want: rule.Pass, Case: of("MEN210101AB1")},
		{Rule: code, Name: "of a person", Want: rule.Pass, Case: of("XEXX010101000")},
		{Rule: code, Name: "month 13", Want: rule.Error, Case: of("MEN211301AB1")},
		{Rule: code, Name: "too short", Want: rule.Error, Case: of("MEN210101")},
		{Rule: code, Name: "31 February", Want: rule.Warning, Case: of("MEN210231AB1")},
		{Rule: code, Name: "29 February 2000", Want: rule.Pass, Case: of("MEN000229AB1")},
		{Rule: code, Name: "ends in Z", Want: rule.Warning, Case: of("MEN210131ABZ")},
		{Rule: code, Name: "ends in A", Want: rule.Pass, Case: of("MEN210131ABA")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
