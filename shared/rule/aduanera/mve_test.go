package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func mve() []ruletest.Example {
	const code = "aduanera_mve"
	return []ruletest.Example{
		{Rule: code, Name: "cited", Want: rule.Pass, Case: in(shipped(20260402), ped(func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{"MNVA2600001A1"}})
		}))},
		{Rule: code, Name: "not cited", Want: rule.Warning, Case: in(shipped(20260402))},
		{Rule: code, Name: "the day before", Want: rule.NotInForce, Case: in(shipped(20260331))},
		{Rule: code, Name: "an export", Want: rule.NotApplicable, Case: in(shipped(20260402), func(s *ruletest.Shipment) { s.P.Operacion = "EXP" })},
		{Rule: code, Name: "a rectification", Want: rule.NotApplicable, Case: in(shipped(20260402), ped(func(p *pedimento.Pedimento) { p.Tipo = "2" }))},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: in(shipped(20260402), ped(func(p *pedimento.Pedimento) { p.Source, p.Identificadores = document.SourcePrint, nil }))},
	}
}
