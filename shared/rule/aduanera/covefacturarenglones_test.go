package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveFacturaRenglones() []ruletest.Example {
	const code = "aduanera_cove_factura_renglones"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "other quantity", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Lineas[1].Cantidad = ruletest.Amount("490") })},
		{Rule: code, Name: "a line of the acuse too many", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Lineas = s.Invoice.Lineas[:1] })},
		{Rule: code, Name: "a line of the invoice too many", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			s.Cove.Facturas[0].Mercancias = s.Cove.Facturas[0].Mercancias[:1]
		})},
		{Rule: code, Name: "two lines add up to its quantity and not to its value", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			l := s.Invoice.Lineas[0]
			l.Cantidad, l.Importe = ruletest.Amount("500"), ruletest.Amount("500")
			s.Invoice.Lineas = append(s.Invoice.Lineas[1:], l, l)
		})},
		{Rule: code, Name: "alike", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			s.Invoice.Lineas[1] = s.Invoice.Lineas[0]
			s.Cove.Facturas[0].Mercancias[1] = s.Cove.Facturas[0].Mercancias[0]
		})},
		{Rule: code, Name: "two lines add up to one", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			l := s.Invoice.Lineas[0]
			l.Cantidad, l.Importe = ruletest.Amount("500"), ruletest.Amount("750")
			s.Invoice.Lineas = append(s.Invoice.Lineas[1:], l, l)
		})},
	}
}
