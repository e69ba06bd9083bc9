package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func nicoTarifa() []ruletest.Example {
	const code = "anexo22_nico_tarifa"
	table := delivered("nicos", lawRow("fraccion=85366999", "nico=00"), lawRow("fraccion=85366999", "nico=01"))
	of := func(n string, more ...func(*pedimento.Pedimento)) *rule.Case {
		return ruletest.In(table, ruletest.Import(append(more, func(p *pedimento.Pedimento) { p.Partidas[0].NICO = n })...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "under its fracción", Want: rule.Pass, Case: of("01")},
		{Rule: code, Name: "not under it", Want: rule.Warning, Case: of("07")},
		{Rule: code, Name: "a fracción without a table", Want: rule.Unreadable, Case: of("07", func(p *pedimento.Pedimento) { p.Partidas[0].Fraccion = "39269099" })},
		{Rule: code, Name: "no table", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "a rectification", Want: rule.NotApplicable, Case: of("07", func(p *pedimento.Pedimento) { p.Tipo = "2" })},
		{Rule: code, Name: "before there were any", Want: rule.NotInForce, Case: of("07", ruletest.At(20201227))},
	}
}
