package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func claveRegimen() []ruletest.Example {
	const code = "anexo22_clave_regimen"
	of := func(k, r string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Clave, p.Regimen = k, r }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "IN with ITE", Want: rule.Pass, Case: of("IN", "ITE")},
		{Rule: code, Name: "IN with IMD", Want: rule.Warning, Case: of("IN", "IMD")},
		{Rule: code, Name: "either of two", Want: rule.Pass, Case: of("AJ", "ETR")},
		{Rule: code, Name: "a clave without pairs", Want: rule.NotApplicable, Case: of("VD", "IMD")},
		{Rule: code, Name: "not given", Want: rule.Unreadable, Case: of("IN", "")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
