package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cfdiReceptor() []ruletest.Example {
	const code = "cff_cfdi_receptor"
	return []ruletest.Example{
		{Rule: code, Name: "agree", Want: rule.Pass, Case: out()},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "other name", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.CFDI.Receptor.Nombre = "OTHER METAL LLC" })},
		{Rule: code, Name: "a Mexican buyer by RFC", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.CFDI.Receptor.RFC = "OTR900101AB1" })},
		{Rule: code, Name: "neither", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].IDFiscal, s.P.Facturas[0].Proveedor = "", "" })},
		{Rule: code, Name: "the supplier of a purchase in the country", Want: rule.Pass, Case: out(bought)},
		{Rule: code, Name: "another supplier than issued the CFDI", Want: rule.Warning, Case: out(bought, func(s *ruletest.Shipment) { s.P.Facturas[0].IDFiscal = "OTR210101AB1" })},
	}
}
