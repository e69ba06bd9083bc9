package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func exportacionPedimento() []ruletest.Example {
	const code = "cff_exportacion_pedimento"
	return []ruletest.Example{
		{Rule: code, Name: "cited", Want: rule.Pass, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Cited: map[string][]string{"EXP1": {"242432104000777"}}}
		})},
		{Rule: code, Name: "by its UUID", Want: rule.Pass, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Cited: map[string][]string{"1F0C3A9E-0000-4000-8000-00000000000A": {"242432104000777"}}}
		})},
		{Rule: code, Name: "of the same folio a supplier's, which an import cites", Want: rule.Warning, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{
				Cited:  map[string][]string{"EXP1": {"242432104000777"}},
				Briefs: []*rule.Brief{{Number: "242432104000777", Operacion: "IMP"}},
			}
		})},
		{Rule: code, Name: "an import and an export cite the folio", Want: rule.Pass, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{
				Cited:  map[string][]string{"EXP1": {"242432104000777", "242432104000778"}},
				Briefs: []*rule.Brief{{Number: "242432104000777", Operacion: "IMP"}, {Number: "242432104000778", Operacion: "EXP"}},
			}
		})},
		{Rule: code, Name: "cited by none", Want: rule.Warning, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
		})},
		{Rule: code, Name: "others are unknown", Want: rule.Unreadable, CFDI: selling()},
		{Rule: code, Name: "maquila", Want: rule.NotApplicable, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
			s.Company.SalesBasis = "maquila"
		})},
		{Rule: code, Name: "not an export", Want: rule.NotApplicable, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
			s.CFDI.Exportacion = "01"
		})},
		{Rule: code, Name: "issued by another", Want: rule.NotApplicable, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
			s.CFDI.Emisor.RFC = "OTR900101AB1"
		})},
		{Rule: code, Name: "no company", Want: rule.NotApplicable, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
			s.Company = nil
		})},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
			s.CFDI.Fecha = 20211231
		})},
	}
}
