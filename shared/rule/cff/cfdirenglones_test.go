package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cfdiRenglones() []ruletest.Example {
	const code = "cff_cfdi_renglones"
	return []ruletest.Example{
		{Rule: code, Name: "agree", Want: rule.Pass, Case: out()},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "one fewer declared", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.P.Partidas[0].CantidadUMC = ruletest.Amount("99") })},
		{Rule: code, Name: "in pesos with the factor", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			s.CFDI.Moneda, s.CFDI.Conceptos[0].Importe, s.P.Facturas[0].FactorMoneda = "MXN", ruletest.Amount("60000"), ruletest.Amount("0.05")
		})},
		{Rule: code, Name: "two alike", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) {
			s.P.Partidas = append(s.P.Partidas, s.P.Partidas[0])
			s.CFDI.Conceptos = append(s.CFDI.Conceptos, s.CFDI.Conceptos[0])
		})},
		{Rule: code, Name: "a purchase in the country", Want: rule.Pass, Case: out(bought)},
		{Rule: code, Name: "a purchase of which one invoice is foreign", Want: rule.Unreadable, Case: out(bought, func(s *ruletest.Shipment) {
			f := s.P.Facturas[0]
			f.Numero, f.IDFiscal = "INV-7", "990000001"
			s.P.Facturas = append(s.P.Facturas, f)
		})},
		{Rule: code, Name: "a discount", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			s.CFDI.Conceptos[0].Importe, s.CFDI.Conceptos[0].Descuento = ruletest.Amount("3100"), ruletest.Amount("100")
		})},
	}
}
