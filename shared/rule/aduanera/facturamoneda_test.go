package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func facturaMoneda() []ruletest.Example {
	const code = "aduanera_factura_moneda"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "euros", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Moneda = "EUR" })},
		{Rule: code, Name: "none", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice.Moneda = "" })},
	}
}
