package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func pedimentoForma() []ruletest.Example {
	const code = "cff_pedimento_forma"
	return []ruletest.Example{
		{Rule: code, Name: "21 positions", Want: rule.Pass, CFDI: sale(func(c *cfdi.Comprobante) { c.Conceptos[0].Escritos = []string{"24  24  3210  4000123"} })},
		{Rule: code, Name: "names no pedimento", Want: rule.NotApplicable, CFDI: sale()},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20170630 })},
		{Rule: code, Name: "one blank", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Conceptos[0].Escritos = []string{"24 24 3210 4000123"} })},
		{Rule: code, Name: "a letter", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Conceptos[0].Escritos = []string{"24  24  3210  400012A"} })},
		{Rule: code, Name: "empty", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Conceptos[0].Escritos = []string{""} })},
		{Rule: code, Name: "dashes", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Conceptos[0].Escritos = []string{"24--24--3210--4000123"} })},
	}
}
