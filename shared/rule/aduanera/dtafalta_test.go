package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func dtaFalta() []ruletest.Example {
	const code = "aduanera_dta_falta"
	none := func(p *pedimento.Pedimento) { p.Contribuciones = p.Contribuciones[1:] }
	origin := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].Identificadores = []pedimento.Identificador{{Clave: "TL", Complementos: []string{"USA"}}}
		}
	}
	printed := func(p *pedimento.Pedimento) { p.Source, p.Identificadores = document.SourcePrint, nil }
	return []ruletest.Example{
		{Rule: code, Name: "pays it", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "pays none", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(none))},
		{Rule: code, Name: "all of preferential origin", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(none, origin))},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(none, printed))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
