package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func pagoAnticipado() []ruletest.Example {
	const code = "aduanera_pago_anticipado"
	entry := func(d document.Date) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.FechaEntrada = d }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "the same day", Want: rule.Pass, Case: entry(20240305)},
		{Rule: code, Name: "the day after", Want: rule.Notice, Case: entry(20240306)},
		{Rule: code, Name: "no date of entry", Want: rule.Unreadable, Case: entry(0)},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(19960331)))},
	}
}
