package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func facturas() []ruletest.Example {
	const code = "anexo22_facturas"
	value := func(v string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Facturas[0].ValorDolares = ruletest.Amount(v) }
	}
	twice := func(p *pedimento.Pedimento) { p.Facturas = append(p.Facturas, p.Facturas[0]) }
	return []ruletest.Example{
		{Rule: code, Name: "adds up", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "does not", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(value("2600.00")))},
		{Rule: code, Name: "a row that repeats", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(twice))},
		{Rule: code, Name: "the COVE alone", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(value("")))},
		{Rule: code, Name: "no invoices", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
