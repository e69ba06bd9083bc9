package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cfdiMoneda() []ruletest.Example {
	const code = "cff_cfdi_moneda"
	return []ruletest.Example{
		{Rule: code, Name: "agree", Want: rule.Pass, Case: out()},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "pesos", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].Moneda = "MXP" })},
		{Rule: code, Name: "pesos of both", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].Moneda, s.CFDI.Moneda = "MXP", "MXN" })},
		{Rule: code, Name: "none", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].Moneda = "" })},
	}
}
