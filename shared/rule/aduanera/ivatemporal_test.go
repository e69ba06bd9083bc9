package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ivaTemporal() []ruletest.Example {
	const code = "aduanera_iva_temporal"
	iva := func(a, b string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			p.Partidas[0].Contribuciones[1].Importe, p.Partidas[1].Contribuciones[1].Importe = ruletest.Amount(a), ruletest.Amount(b)
		}
	}
	large := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			q := &p.Partidas[i]
			q.ValorAduana, q.Contribuciones[0].Importe = ruletest.Amount("100000"), ruletest.Amount("5000")
		}
	}
	origin := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].Identificadores = []pedimento.Identificador{{Clave: "TL", Complementos: []string{"USA"}}}
		}
	}
	return []ruletest.Example{
		// 8 per thousand of 51,000 is 408, less than 425: 16 % of 53,975 is 8,636.
		{Rule: code, Name: "the least DTA of the year", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		// 8 per thousand of 200,000 is 1,600: 16 % of 211,600 is 33,856.
		{Rule: code, Name: "the DTA a definitive import would pay", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(large, iva("16928", "16928")))},
		{Rule: code, Name: "the DTA that was paid", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(large, iva("16834", "16834")))},
		{Rule: code, Name: "IGI by form 5 left out", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(iva("4114", "4114")))},
		{Rule: code, Name: "of preferential origin", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(large, origin, iva("16800", "16800")))},
		{Rule: code, Name: "a definitive import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(definitive))},
		{Rule: code, Name: "an extraction", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Clave = "E1" }))},
		{Rule: code, Name: "no customs value", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].ValorAduana = ruletest.Amount("") }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20041231)))},
	}
}
