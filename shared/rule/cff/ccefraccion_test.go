package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cceFraccion() []ruletest.Example {
	const code = "cff_cce_fraccion"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20201227 })},
		{Rule: code, Name: "eight digits", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].FraccionArancelaria = "85372099" })},
		{Rule: code, Name: "a service", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias[0].UnidadAduana = "99" })},
	}
}
