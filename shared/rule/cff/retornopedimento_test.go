package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func retornoPedimento() []ruletest.Example {
	const code = "cff_retorno_pedimento"
	return []ruletest.Example{
		{Rule: code, Name: "agree", Want: rule.Pass, Case: out()},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Operacion = "IMP" })},
		{Rule: code, Name: "no invoice declared", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Facturas = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.None = true })},
		{Rule: code, Name: "the CFDI is not here", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) { s.CFDI = nil })},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: out(func(s *ruletest.Shipment) { ruletest.At(20171231)(s.P) })},
		{Rule: code, Name: "names one", Want: rule.Warning, Case: out(func(s *ruletest.Shipment) { s.CFDI.Conceptos[0].Pedimentos = []string{"242432104000123"} })},
		{Rule: code, Name: "a definitive export", Want: rule.NotApplicable, Case: out(func(s *ruletest.Shipment) { s.P.Clave = "A1" })},
		{Rule: code, Name: "two of one folio, one of ours", Want: rule.Pass, Case: out(func(s *ruletest.Shipment) {
			v := *s.CFDI
			v.UUID, v.Emisor.RFC = "1F0C3A9E-0000-4000-8000-00000000000B", "OTR900101AB1"
			s.More = append(s.More, &v)
		})},
		{Rule: code, Name: "two of ours", Want: rule.Unreadable, Case: out(func(s *ruletest.Shipment) {
			v := *s.CFDI
			v.UUID = "1F0C3A9E-0000-4000-8000-00000000000B"
			s.More = append(s.More, &v)
		})},
	}
}
