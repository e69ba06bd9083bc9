package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cfdiEmisor() []ruletest.Example {
	const code = "cff_cfdi_emisor"
	return []ruletest.Example{
		{Rule: code, Name: "agree", Want: rule.Pass, Case: out()},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "another issued it", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.CFDI.Emisor.RFC = "OTR900101AB1" })},
		{Rule: code, Name: "unknown", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.RFC = "" })},
		{Rule: code, Name: "a purchase in the country", Want: rule.Pass, Case: out(bought)},
		{Rule: code, Name: "a purchase that bills another company", Want: rule.Warning, Case: out(bought, func(s *ruletest.Shipment) { s.CFDI.Receptor.RFC = "OTR210101AB1" })},
	}
}
