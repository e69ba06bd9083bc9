package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveCFDIRenglones() []ruletest.Example {
	const code = "cff_cove_cfdi_renglones"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: out(acused)},
		{Rule: code, Name: "an import of a foreign supplier", Want: rule.NotApplicable, Case: out(acused, func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(acused, func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(acused, func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: out()},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "relación", Want: rule.Unreadable, Case: out(acused, func(s *ruletest.Shipment) { s.Cove.Relacion = "1" })},
		{Rule: code, Name: "fewer in the acuse", Want: rule.Warning, Case: out(acused, func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[0].Cantidad = ruletest.Amount("98") })},
		{Rule: code, Name: "in kilos", Want: rule.Warning, Case: out(acused, func(s *ruletest.Shipment) {
			m := &s.Cove.Facturas[0].Mercancias[0]
			m.Unidad, m.UnidadOMA = "KGM", "KGM"
		})},
		{Rule: code, Name: "less a discount", Want: rule.Pass, Case: out(acused, func(s *ruletest.Shipment) {
			s.CFDI.Conceptos[0].Importe, s.CFDI.Conceptos[0].Descuento = ruletest.Amount("3100"), ruletest.Amount("100")
		})},
		{Rule: code, Name: "a line that the acuse lacks", Want: rule.Warning, Case: out(acused, func(s *ruletest.Shipment) {
			k := s.CFDI.Conceptos[0]
			k.Descripcion, k.Cantidad, k.Importe = "TORNILLO LARGO", ruletest.Amount("7"), ruletest.Amount("7")
			s.CFDI.Conceptos = append(s.CFDI.Conceptos, k)
		})},
	}
}
