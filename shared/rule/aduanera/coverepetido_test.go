package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveRepetido() []ruletest.Example {
	const code = "aduanera_cove_repetido"
	return []ruletest.Example{
		{Rule: code, Name: "nobody else cites it", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.Others = &ruletest.Others{} })},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "others are unknown", Want: rule.Unreadable, Case: in()},
		{Rule: code, Name: "twice in one", Want: rule.Notice, Case: in(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{}
			s.P.Facturas = append(s.P.Facturas, s.P.Facturas[0])
		})},
		{Rule: code, Name: "a second pedimento", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) {
			s.Others = cites(s, &rule.Brief{Number: "242432104000999", Clave: "IN", Operacion: "IMP"})
		})},
		{Rule: code, Name: "one shipment in two pedimentos", Want: rule.Notice, Case: in(func(s *ruletest.Shipment) {
			s.Others = cites(s, &rule.Brief{Number: "242432104000999", Clave: "IN", Operacion: "IMP", Pago: s.P.FechaPago})
		})},
		{Rule: code, Name: "goods of the invoice under another clave", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Others = cites(s, &rule.Brief{Number: "242432104000999", Clave: "A1", Operacion: "IMP"})
		})},
		{Rule: code, Name: "its rectification", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Others = cites(s, &rule.Brief{Number: "242432104000999", Clave: "IN", Operacion: "IMP", Rectifica: s.P.Number})
		})},
		{Rule: code, Name: "a consolidated one", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Others = cites(s, &rule.Brief{Number: "242432104000999", Clave: "IN", Operacion: "IMP", Consolidado: true})
		})},
		{Rule: code, Name: "the pedimento itself", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) { s.Others = cites(s, &rule.Brief{Number: s.P.Number}) })},
		{Rule: code, Name: "one we do not have", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.Others = &ruletest.Others{Coves: map[string][]string{"COVE2400ABC12": {"242432104000999"}}}
		})},
		{Rule: code, Name: "consolidated", Want: rule.NotApplicable, Case: in(ped(func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "PC"})
		}))},
	}
}
