package immex_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func empaque() []ruletest.Example {
	const code = "immex_empaque"
	packed := func(p *pedimento.Pedimento) {
		p.Partidas[0].Identificadores = append(p.Partidas[0].Identificadores, pedimento.Identificador{Clave: "EB"})
	}
	return []ruletest.Example{
		{Rule: code, Name: "with its programme", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("A1"), packed))},
		{Rule: code, Name: "without", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(clave("A1"), packed, without("IM")))},
		{Rule: code, Name: "no packaging", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(clave("A1")))},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(packed))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(clave("A1"), packed, ruletest.At(20051231)))},
	}
}
