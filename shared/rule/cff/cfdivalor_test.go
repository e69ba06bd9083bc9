package cff_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cfdiValor() []ruletest.Example {
	const code = "cff_cfdi_valor"
	return []ruletest.Example{
		{Rule: code, Name: "agree", Want: rule.Pass, Case: out()},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "less declared", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorMoneda = ruletest.Amount("2000.00") })},
		{Rule: code, Name: "less its discount", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			s.CFDI.SubTotal, s.CFDI.Descuento, s.CFDI.Total = ruletest.Amount("3100"), ruletest.Amount("100"), ruletest.Amount("3480")
		})},
		{Rule: code, Name: "other currency", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].Moneda = "EUR" })},
		{Rule: code, Name: "unknown", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorMoneda = ruletest.Amount("") })},
		{Rule: code, Name: "a purchase in the country", Want: rule.Pass, Case: out(bought)},
		{Rule: code, Name: "less declared of a purchase in the country", Want: rule.Warning, Case: buying(func(p *pedimento.Pedimento) { p.Facturas[0].ValorMoneda = ruletest.Amount("2000") })},
		{Rule: code, Name: "a purchase whose CFDI is not here", Want: rule.Unreadable, Case: out(bought, func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "a foreign invoice with the folio of a CFDI", Want: rule.NotApplicable, Case: out(foreign)},
		{Rule: code, Name: "pesos by the key of Apéndice 5", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) {
			s.P.Facturas[0].Moneda, s.CFDI.Moneda, s.P.Facturas[0].ValorMoneda = "MXP", "MXN", ruletest.Amount("2000")
		})},
	}
}
