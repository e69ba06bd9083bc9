package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func rfcDigito() []ruletest.Example {
	const code = "anexo22_rfc_digito"
	of := func(r string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.RFC = r }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "the authority's own", Want: rule.Pass, Case: of("SAT970701NN3")},
		{Rule: code, Name: "another digit", Want: rule.Warning, Case: of("SAT970701NN4")},
		{Rule: code, Name: "two letters changed places", Want: rule.Warning, Case: of("STA970701NN3")},
		{Rule: code, Name: "generic", Want: rule.NotApplicable, Case: of("XAXX010101000")},
		{Rule: code, Name: "no RFC", Want: rule.NotApplicable, Case: of("SAT")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
