package aduanera_test

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveRenglones() []ruletest.Example {
	const code = "aduanera_cove_renglones"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "fewer declared", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Partidas[0].CantidadUMC = ruletest.Amount("960") })},
		{Rule: code, Name: "near in value", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[1].ValorDolares = ruletest.Amount("1490") })},
		{Rule: code, Name: "a line too many", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			s.Cove.Facturas[0].Mercancias = append(s.Cove.Facturas[0].Mercancias, cove.Mercancia{Descripcion: "TORNILLO", UnidadOMA: "KGM", Cantidad: ruletest.Amount("7"), ValorDolares: ruletest.Amount("9")})
		})},
		{Rule: code, Name: "a partida too many", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias = s.Cove.Facturas[0].Mercancias[:1] })},
		{Rule: code, Name: "two lines nobody can tell apart", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			s.P.Partidas[1] = s.P.Partidas[0]
			s.Cove.Facturas[0].Mercancias[1] = s.Cove.Facturas[0].Mercancias[0]
		})},
		{Rule: code, Name: "an invoice without acuse", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Facturas = append(s.P.Facturas, pedimento.Factura{Numero: "INV-2"}) })},
		{Rule: code, Name: "two lines in one partida", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			m := s.Cove.Facturas[0].Mercancias[0]
			m.Cantidad, m.ValorDolares = ruletest.Amount("500"), ruletest.Amount("750")
			s.Cove.Facturas[0].Mercancias = []cove.Mercancia{m, m, s.Cove.Facturas[0].Mercancias[1]}
		})},
	}
}
