package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func empaqueFactura() []ruletest.Example {
	const code = "aduanera_empaque_factura"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Packing = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "of another supplier", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			s.Packing.ProveedorID, s.Packing.Proveedor = "980000002", "OTHER METAL LLC"
		})},
		{Rule: code, Name: "its own number is that of the invoice, and it names another", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Packing.Numero, s.Packing.Factura = "INV-1", "INV-9" })},
		{Rule: code, Name: "of another day", Want: rule.Notice, Case: in(func(s *ruletest.Shipment) { s.Packing.Fecha = 20240303 })},
		{Rule: code, Name: "heavier than its invoice", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.BrutoKG = ruletest.Amount("1900") })},
		{Rule: code, Name: "net in pounds", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.Invoice.NetoLB = ruletest.Amount("3086.47") })},
		{Rule: code, Name: "net in pounds as if kilos", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.NetoLB = ruletest.Amount("1400") })},
		{Rule: code, Name: "other packages", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.TotalBultos = ruletest.Amount("12") })},
		{Rule: code, Name: "nothing to compare", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			s.Packing.Numero, s.Packing.Factura, s.Packing.ProveedorID, s.Packing.Proveedor = "INV-1", "", "", ""
		})},
	}
}
