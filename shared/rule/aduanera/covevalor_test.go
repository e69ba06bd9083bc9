package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveValor() []ruletest.Example {
	const code = "aduanera_cove_valor"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "declared less", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorDolares = ruletest.Amount("2000.00") })},
		{Rule: code, Name: "a cent of rounding", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorDolares = ruletest.Amount("3000.01") })},
		{Rule: code, Name: "goods without value", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[0].ValorDolares = ruletest.Amount("") })},
		{Rule: code, Name: "by partidas", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].ValorDolares = ruletest.Amount("") })},
		{Rule: code, Name: "by partidas, less", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			s.P.Facturas[0].ValorDolares, s.P.Partidas[0].ValorDolares = ruletest.Amount(""), ruletest.Amount("1000.00")
		})},
		{Rule: code, Name: "by partidas, one unknown", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			s.P.Facturas[0].ValorDolares, s.P.Partidas[0].ValorDolares = ruletest.Amount(""), ruletest.Amount("")
		})},
		{Rule: code, Name: "by partidas, an invoice without acuse", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			s.P.Facturas[0].ValorDolares = ruletest.Amount("")
			s.P.Facturas = append(s.P.Facturas, pedimento.Factura{Numero: "INV-2"})
		})},
	}
}
