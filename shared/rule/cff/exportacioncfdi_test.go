package cff_test

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func exportacionCFDI() []ruletest.Example {
	const code = "cff_exportacion_cfdi"
	return []ruletest.Example{
		{Rule: code, Name: "it is here", Want: rule.Pass, Case: out()},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "it is not here", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "maquila", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.Company.SalesBasis = "maquila" })},
		{Rule: code, Name: "no company", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.Company = nil })},
		{Rule: code, Name: "only an acuse", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas[0].Numero, s.P.Facturas[0].COVE = "", "COVE2400XYZ99" })},
		{Rule: code, Name: "by the number of its acuse", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			s.P.Facturas[0].Numero, s.P.Facturas[0].COVE = "", "COVE2400XYZ99"
			s.Cove = &cove.Cove{EDocument: "COVE2400XYZ99", Numero: "EXP 1"}
		})},
	}
}
