package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func formaIVA() []ruletest.Example {
	const code = "aduanera_forma_iva"
	suspendedIVA := func(p *pedimento.Pedimento) { p.Partidas[0].Contribuciones[1].FormaPago = "5" }
	form := func(f string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].Contribuciones[1].FormaPago = f }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "by credit", Want: rule.Pass, Case: form("21")},
		{Rule: code, Name: "in cash", Want: rule.Pass, Case: form("0")},
		{Rule: code, Name: "not subject to taxes", Want: rule.Warning, Case: form("5")},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "a rectification of the year before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(suspendedIVA, ruletest.At(20150120), rectifies(20141220)))},
		{Rule: code, Name: "a rectification of nobody knows what", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Tipo = "2" }))},
		{Rule: code, Name: "the year before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20141231)))},
	}
}
