package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cceTotal() []ruletest.Example {
	const code = "cff_cce_total"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20171231 })},
		{Rule: code, Name: "less", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.TotalUSD = ruletest.Amount("2900.00") })},
		{Rule: code, Name: "a value unknown", Want: rule.Unreadable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].ValorDolares = ruletest.Amount("") })},
		{Rule: code, Name: "no total", Want: rule.Unreadable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.TotalUSD = ruletest.Amount("") })},
	}
}
