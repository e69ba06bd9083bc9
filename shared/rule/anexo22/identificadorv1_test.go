package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func identificadorV1() []ruletest.Example {
	const code = "anexo22_identificador_v1"
	v1 := func(p *pedimento.Pedimento) { p.Clave = "V1" }
	return []ruletest.Example{
		{Rule: code, Name: "with its number", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(v1, cases("V1", "56782010", "IM")))},
		{Rule: code, Name: "without a number", Want: rule.Error, Case: ruletest.Case(ruletest.Import(v1, cases("V1", " ")))},
		{Rule: code, Name: "without it", Want: rule.Error, Case: ruletest.Case(ruletest.Import(v1))},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(v1, printed))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(v1, ruletest.At(20011231)))},
	}
}
