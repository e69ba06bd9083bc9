package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func expediente() []ruletest.Example {
	const code = "aduanera_expediente"
	return []ruletest.Example{
		{Rule: code, Name: "all here, maquila owes no payment", Want: rule.Pass, Case: in(shipped(20260302), ped(func(p *pedimento.Pedimento) {
			p.Guias = []pedimento.Guia{{Numero: "G1", Tipo: "M"}}
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{"0192260012345"}})
		}))},
		{Rule: code, Name: "proof of payment is not seen", Want: rule.Unreadable, Case: in(shipped(20260302), ped(func(p *pedimento.Pedimento) {
			p.Guias = []pedimento.Guia{{Numero: "G1", Tipo: "M"}}
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{"0192260012345"}})
		}), func(s *ruletest.Shipment) { s.Company.SalesBasis = "sale" })},
		{Rule: code, Name: "no company", Want: rule.Unreadable, Case: in(shipped(20260302), ped(func(p *pedimento.Pedimento) {
			p.Guias = []pedimento.Guia{{Numero: "G1", Tipo: "M"}}
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{"0192260012345"}})
		}), func(s *ruletest.Shipment) { s.Company = nil })},
		{Rule: code, Name: "no invoice", Want: rule.Warning, Case: in(shipped(20260302), ped(func(p *pedimento.Pedimento) {
			p.Guias = []pedimento.Guia{{Numero: "G1", Tipo: "M"}}
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{"0192260012345"}})
		}), func(s *ruletest.Shipment) { s.Invoice = nil })},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(shipped(20260302), paperless)},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: in(shipped(20260302), func(s *ruletest.Shipment) { s.P.Operacion = "EXP" })},
		{Rule: code, Name: "before the reform", Want: rule.NotInForce, Case: in()},
	}
}
