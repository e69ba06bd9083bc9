package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func empaqueRenglones() []ruletest.Example {
	const code = "aduanera_empaque_renglones"
	described := func(s *ruletest.Shipment) {
		s.Packing.Lineas[0].Descripcion, s.Packing.Lineas[1].Descripcion = "CONECTOR", "CABLE ELECTRICO"
	}
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in(described)},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(described, paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: in(described, func(s *ruletest.Shipment) { s.Packing = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(described, shipped(19950101))},
		{Rule: code, Name: "fewer packed", Want: rule.Warning, Case: in(described, func(s *ruletest.Shipment) { s.Packing.Lineas[1].Cantidad = ruletest.Amount("490") })},
		{Rule: code, Name: "a product in two boxes", Want: rule.Pass, Case: in(described, func(s *ruletest.Shipment) {
			l := s.Packing.Lineas[1]
			s.Packing.Lineas[1].Cantidad, l.Cantidad = ruletest.Amount("200"), ruletest.Amount("300")
			s.Packing.Lineas = append(s.Packing.Lineas, l)
		})},
		{Rule: code, Name: "parts that the pedimento does not name", Want: rule.Unreadable, Case: in()},
		{Rule: code, Name: "a line without unit", Want: rule.Unreadable, Case: in(described, func(s *ruletest.Shipment) { s.Packing.Lineas[1].Unidad = "" })},
		{Rule: code, Name: "a product too many", Want: rule.Warning, Case: in(described, func(s *ruletest.Shipment) {
			l := s.Packing.Lineas[1]
			l.Parte, l.Descripcion, l.Cantidad = "X", "TORNILLO LARGO", ruletest.Amount("7")
			s.Packing.Lineas = append(s.Packing.Lineas, l)
		})},
	}
}
