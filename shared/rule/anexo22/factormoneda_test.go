package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func factorMoneda() []ruletest.Example {
	const code = "anexo22_factor_moneda"
	of := func(currency, value, factor, dollars string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			f := &p.Facturas[0]
			f.Moneda, f.ValorMoneda, f.FactorMoneda, f.ValorDolares = currency, ruletest.Amount(value), ruletest.Amount(factor), ruletest.Amount(dollars)
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "dollars", Want: rule.Pass, Case: of("USD", "3000.00", "", "3000.00")},
		{Rule: code, Name: "euros", Want: rule.Pass, Case: of("EUR", "1000.00", "1.08210", "1082.10")},
		{Rule: code, Name: "euros as dollars", Want: rule.Warning, Case: of("EUR", "1000.00", "1.08210", "1000.00")},
		{Rule: code, Name: "dollars that are others", Want: rule.Warning, Case: of("USD", "3000.00", "", "2999.00")},
		{Rule: code, Name: "no factor", Want: rule.Unreadable, Case: of("EUR", "1000.00", "", "1082.10")},
		{Rule: code, Name: "no invoices", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
