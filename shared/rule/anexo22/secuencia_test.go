package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func secuencia() []ruletest.Example {
	const code = "anexo22_secuencia"
	short := ruletest.Import()
	n := 3
	short.TotalPartidas = &n
	return []ruletest.Example{
		{Rule: code, Name: "1 and 2", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "1 and 3", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[1].Secuencia = 3 }))},
		{Rule: code, Name: "two of three", Want: rule.Warning, Case: ruletest.Case(short)},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
