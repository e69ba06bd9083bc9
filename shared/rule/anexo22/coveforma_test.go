package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveForma() []ruletest.Example {
	const code = "anexo22_cove_forma"
	of := func(x string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Facturas[0].COVE = x }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "thirteen", Want: rule.Pass, Case: of("COVE2400ABC12")},
		{Rule: code, Name: "a dash", Want: rule.Warning, Case: of("COVE-240ABC")},
		{Rule: code, Name: "the word alone", Want: rule.Warning, Case: of("COVE")},
		{Rule: code, Name: "small letters", Want: rule.Warning, Case: of("cove2400abc12")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("")},
		{Rule: code, Name: "before there were any", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20120531)))},
	}
}
