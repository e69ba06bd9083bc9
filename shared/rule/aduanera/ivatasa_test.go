package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ivaTasa() []ruletest.Example {
	const code = "aduanera_iva_tasa"
	rate := func(r string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Partidas[1].Tasas[1].Tasa = ruletest.Amount(r) }
	}
	return []ruletest.Example{
		{Rule: code, Name: "sixteen", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "fifteen", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(rate("15.00000")))},
		{Rule: code, Name: "a rectification of what was paid at fifteen", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(rate("15"), func(p *pedimento.Pedimento) {
			p.Partidas[0].Tasas[1].Tasa = ruletest.Amount("15")
			p.Tipo, p.Rectifica = "2", &pedimento.Rectificacion{Fecha: 20050401}
		}))},
		{Rule: code, Name: "of a day no table has", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(20030101)))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
