package cff_test

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cceObligatorios() []ruletest.Example {
	const code = "cff_cce_obligatorios"
	return []ruletest.Example{
		{Rule: code, Name: "sound", Want: rule.Pass, CFDI: sale()},
		{Rule: code, Name: "no complement", Want: rule.NotApplicable, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: sale(func(c *cfdi.Comprobante) { c.Fecha = 20240114 })},
		{Rule: code, Name: "no total", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.TotalUSD = ruletest.Amount("") })},
		{Rule: code, Name: "does not say whether there is a certificate of origin", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Certificado = "" })},
		{Rule: code, Name: "no address of the issuer", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Domicilio = false })},
		{Rule: code, Name: "an attribute of the version before", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Retirados = []string{"Subdivision"} })},
		{Rule: code, Name: "no goods", Want: rule.Error, CFDI: sale(func(c *cfdi.Comprobante) { c.Comercio.Mercancias = nil })},
	}
}
