package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func tipoTasa() []ruletest.Example {
	const code = "anexo22_tipo_tasa"
	of := func(tipo string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].Tasas[0].Tipo = tipo }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "per cent", Want: rule.Pass, Case: of("1")},
		{Rule: code, Name: "44", Want: rule.Warning, Case: of("44")},
		{Rule: code, Name: "no rates", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
