package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cfdiIncoterm() []ruletest.Example {
	const code = "cff_cfdi_incoterm"
	return []ruletest.Example{
		{Rule: code, Name: "agree", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) { s.P.Clave, s.CFDI.Comercio = "A1", ruletest.Sale().Comercio })},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no complement", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.Clave = "A1" })},
		{Rule: code, Name: "a return has none", Want: rule.NotApplicable, Case: out()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.P.Clave, s.CFDI.Comercio = "A1", ruletest.Sale().Comercio; s.None = true })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "DAP", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) {
			s.P.Clave, s.CFDI.Comercio = "A1", ruletest.Sale().Comercio
			s.CFDI.Comercio.Incoterm = "DAP"
		})},
	}
}
