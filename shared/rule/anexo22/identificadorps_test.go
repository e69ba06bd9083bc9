package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func identificadorPS() []ruletest.Example {
	const code = "anexo22_identificador_ps"
	sector := func(p *pedimento.Pedimento) {
		p.Partidas[0].Identificadores = []pedimento.Identificador{{Clave: "PS", Complementos: []string{"XIX"}}}
	}
	return []ruletest.Example{
		{Rule: code, Name: "with PP", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(sector, cases("PP", "20061234")))},
		{Rule: code, Name: "without PP", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(sector))},
		{Rule: code, Name: "no PS", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(sector, ruletest.At(20011231)))},
	}
}
