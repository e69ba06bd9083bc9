package aduanera_test

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveProveedor() []ruletest.Example {
	const code = "aduanera_cove_proveedor"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "other name", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.Emisor.Nombre = "OTHER METAL LLC" })},
		{Rule: code, Name: "other tax id", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.Emisor.ID = "980000002" })},
		{Rule: code, Name: "neither name nor id", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].Proveedor, s.P.Facturas[0].IDFiscal = "", "" })},
		{Rule: code, Name: "parties by invoice", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Cove.Facturas[0].Emisor, s.Cove.Emisor = &cove.Persona{ID: "990000001", Nombre: "EXAMPLE PARTS INC"}, cove.Persona{}
		})},
		{Rule: code, Name: "several parties", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			s.Cove.Emisor = cove.Persona{}
			s.Cove.Facturas = append(s.Cove.Facturas, cove.Factura{})
		})},
		{Rule: code, Name: "a print says otherwise, the answer counts", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			other := *s.Cove
			other.Forma, other.Emisor.Nombre = cove.Impreso, "OTHER METAL LLC"
			s.More = append(s.More, &other)
		})},
		{Rule: code, Name: "two acuses of one number", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			other := *s.Cove
			other.Emisor.Nombre = "OTHER METAL LLC"
			s.More = append(s.More, &other)
		})},
		{Rule: code, Name: "its adenda", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			other := *s.Cove
			other.Adenda, other.Emisor.Nombre = "ADEN24000ABC1", "OTHER METAL LLC"
			s.More = append(s.More, &other)
		})},
	}
}
