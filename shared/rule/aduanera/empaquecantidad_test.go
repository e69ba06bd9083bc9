package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func empaqueCantidad() []ruletest.Example {
	const code = "aduanera_empaque_cantidad"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) { p.Facturas = nil }))},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Packing = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "fewer packed", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Packing.Lineas[1].Cantidad = ruletest.Amount("450") })},
		{Rule: code, Name: "another name of the unit", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.Packing.Lineas[1].Unidad = "PIEZA" })},
		{Rule: code, Name: "another unit", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Packing.Lineas[1].Unidad = "KG" })},
		{Rule: code, Name: "a unit that nobody knows, on both", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Invoice.Lineas[1].Unidad, s.Packing.Lineas[1].Unidad = "ATADO GRANDE", "Atado grande"
		})},
		{Rule: code, Name: "a part too many", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Packing.Lineas[1].Parte = "CAB-21" })},
		{Rule: code, Name: "without part", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Packing.Lineas[1].Parte = "" })},
		{Rule: code, Name: "billed without unit", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Invoice.Lineas[1].Unidad = "" })},
	}
}
