package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func facturaIncrementables() []ruletest.Example {
	const code = "aduanera_factura_incrementables"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "freight beside the price", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Flete = ruletest.Amount("200") })},
		{Rule: code, Name: "freight declared", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Invoice.Flete, s.P.Fletes = ruletest.Amount("200"), ruletest.Amount("3400")
		})},
		{Rule: code, Name: "freight in the price", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Invoice.Flete, s.P.Facturas[0].ValorMoneda = ruletest.Amount("200"), ruletest.Amount("3200")
		})},
		{Rule: code, Name: "value unknown", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorMoneda = ruletest.Amount("") })},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: in(func(s *ruletest.Shipment) { s.P.Operacion = "EXP" })},
	}
}
