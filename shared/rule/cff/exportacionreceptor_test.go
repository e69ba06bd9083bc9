package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func exportacionReceptor() []ruletest.Example {
	const code = "cff_exportacion_receptor"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "in the country", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Receptor.RFC = "OTR900101AB1" })},
		{Rule: code, Name: "not definitive", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Exportacion = "04" })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20211231 })},
		{Rule: code, Name: "no tax id", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Receptor.NumRegIDTrib = "" })},
		{Rule: code, Name: "no country", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Receptor.ResidenciaFiscal = "" })},
	}
}
