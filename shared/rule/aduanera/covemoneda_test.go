package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveMoneda() []ruletest.Example {
	const code = "aduanera_cove_moneda"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "euros", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].Moneda = "EUR" })},
		{Rule: code, Name: "two currencies in the acuse", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[0].Moneda = "EUR" })},
		{Rule: code, Name: "none declared", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].Moneda = "" })},
	}
}
