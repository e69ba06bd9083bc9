package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func tasaPreferencial() []ruletest.Example {
	const code = "anexo22_tasa_preferencial"
	five := func(p *pedimento.Pedimento) { p.Partidas[0].Tasas[0].Tipo = "5" }
	sector := func(p *pedimento.Pedimento) { p.Partidas[0].Identificadores = []pedimento.Identificador{{Clave: "PS"}} }
	return []ruletest.Example{
		{Rule: code, Name: "of a sector", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(five, sector))},
		{Rule: code, Name: "of nothing", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(five))},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(five, printed))},
		{Rule: code, Name: "the general rate", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(five, ruletest.At(20011231)))},
	}
}
