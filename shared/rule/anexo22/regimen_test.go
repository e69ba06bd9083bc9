package anexo22_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func regimen() []ruletest.Example {
	const code = "anexo22_regimen"
	of := func(r string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Regimen = r }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "ITE", Want: rule.Pass, Case: of("ITE")},
		{Rule: code, Name: "RTE", Want: rule.Error, Case: of("RTE")},
		{Rule: code, Name: "not given", Want: rule.Unreadable, Case: of("")},
		{Rule: code, Name: "follows from the clave", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(computed("regimen")))},
		{Rule: code, Name: "a previo", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Efecto = document.Previo }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}

// computed marks fields of the heading as following from others.
func computed(fields ...string) func(*pedimento.Pedimento) {
	return func(p *pedimento.Pedimento) {
		for _, f := range fields {
			p.Mark(f, document.Evidence{Source: p.Source, Level: document.Computed})
		}
	}
}
