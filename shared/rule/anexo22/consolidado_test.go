package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func consolidado() []ruletest.Example {
	const code = "anexo22_consolidado"
	both := func(p *pedimento.Pedimento) {
		p.Identificadores = []pedimento.Identificador{{Clave: "PC"}, {Clave: "RC", Complementos: []string{"1-4"}}}
	}
	return []ruletest.Example{
		{Rule: code, Name: "both", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(both))},
		{Rule: code, Name: "RC alone", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(cases("RC", "1-4")))},
		{Rule: code, Name: "neither", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(both, ruletest.At(20011231)))},
	}
}
