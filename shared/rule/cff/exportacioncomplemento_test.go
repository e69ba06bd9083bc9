package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func exportacionComplemento() []ruletest.Example {
	const code = "cff_exportacion_complemento"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "neither", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Exportacion, c.Comercio = "01", nil })},
		{Rule: code, Name: "a credit note", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Tipo = "E" })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20211231 })},
		{Rule: code, Name: "02 without", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "04 with", Want: rule.Warning, CFDI: sale(func(c *cfdi.Comprobante) { c.Exportacion = "04" })},
	}
}
