package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func pedimentoComplemento() []ruletest.Example {
	const code = "cff_pedimento_complemento"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20170630 })},
		{Rule: code, Name: "both", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Conceptos[0].Pedimentos = []string{"242432104000123"} })},
	}
}
