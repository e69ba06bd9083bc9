package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cceValor() []ruletest.Example {
	const code = "cff_cce_valor"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20171231 })},
		{Rule: code, Name: "a tenth more", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].ValorDolares = ruletest.Amount("3300.00") })},
		{Rule: code, Name: "rounded price", Want: rule.Pass, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].ValorDolares = ruletest.Amount("3000.40") })},
		{Rule: code, Name: "a price of three decimals leaves less", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].ValorUnitarioAduana = ruletest.Amount("30.006") })},
		{Rule: code, Name: "a service", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].UnidadAduana = "99" })},
		{Rule: code, Name: "no quantity", Want: rule.Unreadable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].CantidadAduana = ruletest.Amount("") })},
	}
}
