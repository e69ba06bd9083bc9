package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func moneda() []ruletest.Example {
	const code = "anexo22_moneda"
	of := func(x string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Facturas[0].Moneda = x }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "USD", Want: rule.Pass, Case: of("USD")},
		{Rule: code, Name: "USX", Want: rule.Warning, Case: of("USX")},
		{Rule: code, Name: "not given", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
