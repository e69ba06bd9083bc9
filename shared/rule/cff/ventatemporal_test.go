package cff_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ventaTemporal() []ruletest.Example {
	const code = "cff_venta_temporal"
	return []ruletest.Example{
		{Rule: code, Name: "a definitive one", Want: rule.Pass, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Briefs: []*rule.Brief{{Number: "242432104000123", Clave: "F4", Operacion: "IMP", Pago: 20240305}}}
			s.CFDI.Exportacion, s.CFDI.Conceptos[0].Pedimentos = "01", []string{"242432104000123"}
		})},
		{Rule: code, Name: "temporary", Want: rule.Warning, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Briefs: []*rule.Brief{{Number: "242432104000123", Clave: "IN", Operacion: "IMP", Pago: 20240305}}}
			s.CFDI.Exportacion, s.CFDI.Conceptos[0].Pedimentos = "01", []string{"242432104000123"}
		})},
		{Rule: code, Name: "E1 under ITE", Want: rule.Warning, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Briefs: []*rule.Brief{{Number: "242432104000123", Clave: "E1", Operacion: "IMP", Pago: 20240305, Regimen: "ITE"}}}
			s.CFDI.Exportacion, s.CFDI.Conceptos[0].Pedimentos = "01", []string{"242432104000123"}
		})},
		{Rule: code, Name: "not delivered", Want: rule.Unreadable, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
			s.CFDI.Exportacion, s.CFDI.Conceptos[0].Pedimentos = "01", []string{"242432104000123"}
		})},
		{Rule: code, Name: "others are unknown", Want: rule.Unreadable, CFDI: selling(func(s *ruletest.Shipment) {
			s.CFDI.Exportacion, s.CFDI.Conceptos[0].Pedimentos = "01", []string{"242432104000123"}
		})},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Briefs: []*rule.Brief{{Number: "242432104000123", Clave: "IN", Operacion: "IMP", Pago: 20240305}}}
			s.CFDI.Conceptos[0].Pedimentos = []string{"242432104000123"}
		})},
		{Rule: code, Name: "issued by another", Want: rule.NotApplicable, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Briefs: []*rule.Brief{{Number: "242432104000123", Clave: "IN", Operacion: "IMP", Pago: 20240305}}}
			s.CFDI.Exportacion, s.CFDI.Conceptos[0].Pedimentos = "01", []string{"242432104000123"}
			s.CFDI.Emisor.RFC = "OTR900101AB1"
		})},
		{Rule: code, Name: "before", Want: rule.NotInForce, CFDI: selling(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Briefs: []*rule.Brief{{Number: "242432104000123", Clave: "IN", Operacion: "IMP", Pago: 20240305}}}
			s.CFDI.Exportacion, s.CFDI.Conceptos[0].Pedimentos = "01", []string{"242432104000123"}
			s.CFDI.Fecha = 20170630
		})},
	}
}
