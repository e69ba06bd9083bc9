package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveFecha() []ruletest.Example {
	const code = "aduanera_cove_fecha"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "other day", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.Fecha = 20240201 })},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].Fecha = 0 })},
		{Rule: code, Name: "one of two is here and differs", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			s.P.Facturas = append(s.P.Facturas, s.P.Facturas[0])
			s.P.Facturas[1].COVE, s.Cove.Fecha = "COVE2400ABC99", 20240201
		})},
		{Rule: code, Name: "one of two is here and agrees", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) {
			s.P.Facturas = append(s.P.Facturas, s.P.Facturas[0])
			s.P.Facturas[1].COVE = "COVE2400ABC99"
		})},
	}
}
