package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func pedimentoAnio() []ruletest.Example {
	const code = "cff_pedimento_anio"
	return []ruletest.Example{
		{Rule: code, Name: "of this year", Want: rule.Pass, CFDI: sale(func(c *cfdi.Comprobante) {
			c.Comercio, c.Exportacion, c.Conceptos[0].Pedimentos = nil, "01", []string{"242432104000123"}
		})},
		{Rule: code, Name: "names no pedimento", Want: rule.NotApplicable, CFDI: sale()},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) {
			c.Comercio, c.Exportacion, c.Conceptos[0].Pedimentos = nil, "01", []string{"172432107000123"}
			c.Fecha = 20170630
		})},
		{Rule: code, Name: "of the last century", Want: rule.Pass, CFDI: sale(func(c *cfdi.Comprobante) {
			c.Comercio, c.Exportacion, c.Conceptos[0].Pedimentos = nil, "01", []string{"992432104000123"}
		})},
		{Rule: code, Name: "no date", Want: rule.Unreadable, CFDI: sale(func(c *cfdi.Comprobante) {
			c.Comercio, c.Exportacion, c.Conceptos[0].Pedimentos = nil, "01", []string{"992432104000123"}
			c.Fecha = 0
		})},
		{Rule: code, Name: "of next year", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) {
			c.Comercio, c.Exportacion, c.Conceptos[0].Pedimentos = nil, "01", []string{"252432105000123"}
		})},
	}
}
