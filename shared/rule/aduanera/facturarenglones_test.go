package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func facturaRenglones() []ruletest.Example {
	const code = "aduanera_factura_renglones"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "the invoice is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "fewer declared", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Partidas[1].CantidadUMC = ruletest.Amount("490") })},
		{Rule: code, Name: "in euros with its factor", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Invoice.Moneda = "EUR"
			s.P.Facturas[0].FactorMoneda = ruletest.Amount("1.1")
			s.P.Partidas[0].ValorDolares, s.P.Partidas[1].ValorDolares = ruletest.Amount("1650"), ruletest.Amount("1650")
		})},
		{Rule: code, Name: "two lines add up to its quantity and not to its value", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			l := s.Invoice.Lineas[0]
			l.Cantidad, l.Importe = ruletest.Amount("500"), ruletest.Amount("500")
			s.Invoice.Lineas = append(s.Invoice.Lineas[1:], l, l)
		})},
		{Rule: code, Name: "lines of which nothing can be compared", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			for i := range s.Invoice.Lineas {
				l := &s.Invoice.Lineas[i]
				l.Descripcion, l.Fraccion, l.Unidad = "", "", ""
			}
		})},
		{Rule: code, Name: "unlike lines", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			s.Invoice.Lineas[0].Fraccion, s.Invoice.Lineas[0].Descripcion, s.Invoice.Lineas[0].Cantidad = "73181599", "TORNILLO", ruletest.Amount("7")
		})},
	}
}
