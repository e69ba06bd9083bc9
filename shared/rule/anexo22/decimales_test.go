package anexo22_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func decimales() []ruletest.Example {
	const code = "anexo22_decimales"
	of := func(change func(*pedimento.Pedimento)) *rule.Case { return ruletest.Case(ruletest.Import(change)) }
	return []ruletest.Example{
		{Rule: code, Name: "as they should", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "six decimals", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.TipoCambio = ruletest.Amount("17.035712") })},
		{Rule: code, Name: "tenths of a cent", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.Partidas[0].ValorDolares = ruletest.Amount("1500.005") })},
		{Rule: code, Name: "a factor of six decimals", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.Facturas[0].FactorMoneda = ruletest.Amount("1.000001") })},
		{Rule: code, Name: "a rate of eleven decimals", Want: rule.Warning, Case: of(func(p *pedimento.Pedimento) { p.Partidas[0].Tasas[0].Tasa = ruletest.Amount("5.00000000001") })},
		{Rule: code, Name: "no exchange rate", Want: rule.Unreadable, Case: of(func(p *pedimento.Pedimento) { p.TipoCambio = ruletest.Amount("") })},
		{Rule: code, Name: "a previo", Want: rule.NotApplicable, Case: of(func(p *pedimento.Pedimento) { p.Efecto = document.Previo })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
