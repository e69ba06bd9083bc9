package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func aduana() []ruletest.Example {
	const code = "anexo22_aduana"
	of := func(a, b string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Aduana, p.AduanaES = a, b }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "Nuevo Laredo", Want: rule.Pass, Case: of("240", "240")},
		{Rule: code, Name: "no such aduana of exit", Want: rule.Warning, Case: of("240", "999")},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: of("", "")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
