package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func clave() []ruletest.Example {
	const code = "anexo22_clave"
	of := func(k string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Clave = k }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "IN", Want: rule.Pass, Case: of("IN")},
		{Rule: code, Name: "ZZ", Want: rule.Warning, Case: of("ZZ")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before the Decreto", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20061112)))},
	}
}
