package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func facturaValor() []ruletest.Example {
	const code = "aduanera_factura_valor"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "half declared", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorMoneda = ruletest.Amount("1500.00") })},
		{Rule: code, Name: "with the freight of the total", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.P.Facturas[0].ValorMoneda, s.Invoice.Total = ruletest.Amount("3200.00"), ruletest.Amount("3200.00")
		})},
		{Rule: code, Name: "another currency", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice.Moneda = "EUR" })},
		{Rule: code, Name: "none declared", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorMoneda = ruletest.Amount("") })},
	}
}
