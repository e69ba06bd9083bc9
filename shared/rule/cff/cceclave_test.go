package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cceClave() []ruletest.Example {
	const code = "cff_cce_clave"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20171231 })},
		{Rule: code, Name: "RT", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.ClavePedimento = "RT" })},
		{Rule: code, Name: "none", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.ClavePedimento = "" })},
	}
}
