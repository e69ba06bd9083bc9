package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func identificadorA3() []ruletest.Example {
	const code = "anexo22_identificador_a3"
	a3 := func(p *pedimento.Pedimento) { p.Clave, p.Regimen = "A3", "IMD" }
	return []ruletest.Example{
		{Rule: code, Name: "with its case", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(a3, cases("A3", "2")))},
		{Rule: code, Name: "without its case", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(a3, cases("A3")))},
		{Rule: code, Name: "without it", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(a3))},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(a3, printed))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(a3, ruletest.At(20011231)))},
	}
}
