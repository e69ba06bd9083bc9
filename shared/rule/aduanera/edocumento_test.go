package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func edocumento() []ruletest.Example {
	const code = "aduanera_edocumento"
	return []ruletest.Example{
		{Rule: code, Name: "thirteen signs", Want: rule.Pass, Case: in(ped(func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{"0192240012345"}})
		}))},
		{Rule: code, Name: "nine signs", Want: rule.Warning, Case: in(ped(func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{"019224001"}})
		}))},
		{Rule: code, Name: "none", Want: rule.NotApplicable, Case: in()},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: in(ped(func(p *pedimento.Pedimento) { p.Source, p.Identificadores = document.SourcePrint, nil }))},
		{Rule: code, Name: "without number", Want: rule.Warning, Case: in(ped(func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "ED"})
		}))},
	}
}
