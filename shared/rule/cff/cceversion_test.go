package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cceVersion() []ruletest.Example {
	const code = "cff_cce_version"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20240114 })},
		{Rule: code, Name: "the old one", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Version = "1.1" })},
	}
}
