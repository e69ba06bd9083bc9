package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveFactura() []ruletest.Example {
	const code = "aduanera_cove_factura"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "other number", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].Numero, s.Cove.Numero = "INV-1", "INV-7" })},
		{Rule: code, Name: "other seller", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.Emisor.ID, s.Cove.Emisor.Nombre = "980000002", "OTHER METAL LLC" })},
		{Rule: code, Name: "pesos by the key of Apéndice 5", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Invoice.Moneda = "MXN"
			for i := range s.Cove.Facturas[0].Mercancias {
				s.Cove.Facturas[0].Mercancias[i].Moneda = "MXP"
			}
		})},
		{Rule: code, Name: "other day", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Fecha = 20240202 })},
		{Rule: code, Name: "other currency", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Moneda = "EUR" })},
		{Rule: code, Name: "other total", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Invoice.Lineas[0].Importe = ruletest.Amount("1800") })},
		{Rule: code, Name: "a line without amount", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice.Lineas[0].Importe = ruletest.Amount("") })},
		{Rule: code, Name: "found by the acuse alone", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].Numero = "" })},
		{Rule: code, Name: "relación", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove.Relacion = "1" })},
	}
}
