package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cceDecimales() []ruletest.Example {
	const code = "cff_cce_decimales"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20240114 })},
		{Rule: code, Name: "five of dollars", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].ValorDolares = ruletest.Amount("3000.00001") })},
		{Rule: code, Name: "seven of the unit value", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) {
			c.Comercio.Mercancias[0].ValorUnitarioAduana = ruletest.Amount("30.0000001")
		})},
		{Rule: code, Name: "six and four", Want: rule.Pass, CFDI: sale(func(c *cfdi.Comprobante) {
			c.Comercio.Mercancias[0].ValorUnitarioAduana, c.Comercio.Mercancias[0].ValorDolares = ruletest.Amount("30.000001"), ruletest.Amount("3000.0001")
		})},
	}
}
