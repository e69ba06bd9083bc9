package anexo22_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func numero() []ruletest.Example {
	const code = "anexo22_numero"
	number := func(n string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Number = n }))
	}
	return []ruletest.Example{
		{Rule: code, Name: "fifteen digits", Want: rule.Pass, Case: number("242432104000123")},
		{Rule: code, Name: "fourteen", Want: rule.Error, Case: number("24243210400012")},
		{Rule: code, Name: "a letter", Want: rule.Error, Case: number("2424321O4000123")},
		{Rule: code, Name: "of next year", Want: rule.Error, Case: number("252432104000123")},
		{Rule: code, Name: "no progressive part", Want: rule.Error, Case: number("242432104000000")},
		{Rule: code, Name: "of another patente", Want: rule.Error, Case: number("242499994000123")},
		{Rule: code, Name: "a consolidado that entered the year before and is not paid", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(ruletest.At(0), func(p *pedimento.Pedimento) { p.FechaEntrada = 20231230 }))},
		{Rule: code, Name: "a previo", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Efecto = document.Previo }))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(0)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
