package aduanera_test

import (
	"example.com/immex/shared/cove"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveOperacion() []ruletest.Example {
	const code = "aduanera_cove_operacion"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "the acuse is not here", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove = nil })},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "of export", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.TipoOperacion = cove.Exportacion })},
		{Rule: code, Name: "of another company", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.Cove.Destinatario.ID = "OTR900101AB1" })},
		{Rule: code, Name: "neither", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Cove.TipoOperacion, s.Cove.Destinatario.Tipo = "", "0" })},
		{Rule: code, Name: "transit", Want: rule.NotApplicable, Case: in(func(s *ruletest.Shipment) { s.P.Operacion = "TRA" })},
		{Rule: code, Name: "an export by its own", Want: rule.Pass, Case: in(func(s *ruletest.Shipment) {
			s.P.Operacion, s.Cove.TipoOperacion = "EXP", cove.Exportacion
			s.Cove.Emisor, s.Cove.Destinatario = s.Cove.Destinatario, s.Cove.Emisor
		})},
	}
}
