package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func exportacionClave() []ruletest.Example {
	const code = "cff_exportacion_clave"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "version 3.3", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Version = "3.3" })},
		{Rule: code, Name: "a payment", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Tipo = "P" })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20211231 })},
		{Rule: code, Name: "05", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Exportacion = "05" })},
	}
}
