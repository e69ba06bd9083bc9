package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func facturaProveedor() []ruletest.Example {
	const code = "aduanera_factura_proveedor"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "other tax id", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.ProveedorID = "980000002" })},
		{Rule: code, Name: "other name", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Proveedor = "OTHER METAL LLC" })},
		{Rule: code, Name: "neither", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice.ProveedorID, s.Invoice.Proveedor = "", "" })},
		{Rule: code, Name: "an export whose invoice names no buyer", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Operacion = "EXP" })},
		{Rule: code, Name: "the buyer of an export", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.P.Operacion, s.Invoice.Comprador = "EXP", "EXAMPLE PARTS INC" })},
		{Rule: code, Name: "another buyer of an export", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Operacion, s.Invoice.Comprador = "EXP", "OTHER METAL LLC" })},
		{Rule: code, Name: "two invoices of one number", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			other := *s.Invoice
			other.Proveedor, s.P.Facturas[0].IDFiscal = "OTHER METAL LLC", ""
			s.More = append(s.More, &other)
		})},
		{Rule: code, Name: "of two suppliers, by tax id", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			other := *s.Invoice
			other.ProveedorID, other.Proveedor = "980000002", "OTHER METAL LLC"
			s.More = append(s.More, &other)
		})},
	}
}
