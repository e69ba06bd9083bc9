package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func dtaRemesas() []ruletest.Example {
	const code = "aduanera_dta_remesas"
	consolidated := func(dta string, rc ...string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Contribuciones[0].Importe = ruletest.Amount(dta)
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "PC"})
			for _, x := range rc {
				p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "RC", Complementos: []string{x}})
			}
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "fifteen", Want: rule.Pass, Case: consolidated("6375", "1-15")},
		{Rule: code, Name: "in two rows", Want: rule.Pass, Case: consolidated("1275", "1", "3-4")},
		{Rule: code, Name: "two short", Want: rule.Warning, Case: consolidated("5525", "1-15")},
		{Rule: code, Name: "nobody says how many", Want: rule.Unreadable, Case: consolidated("425")},
		{Rule: code, Name: "text", Want: rule.Unreadable, Case: consolidated("425", "TODAS")},
		{Rule: code, Name: "backwards", Want: rule.Unreadable, Case: consolidated("425", "15-1")},
		{Rule: code, Name: "exempt", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			p.Contribuciones[0].FormaPago = "9"
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "PC"}, pedimento.Identificador{Clave: "RC", Complementos: []string{"1-9"}})
		}))},
		{Rule: code, Name: "not consolidated", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20041231)))},
	}
}
