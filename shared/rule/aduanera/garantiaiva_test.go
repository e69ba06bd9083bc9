package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func garantiaIVA() []ruletest.Example {
	const code = "aduanera_garantia_iva"
	by22 := func(p *pedimento.Pedimento) {
		for i := range p.Partidas {
			p.Partidas[i].Contribuciones[1].FormaPago = "22"
		}
	}
	named := func(p *pedimento.Pedimento) {
		p.Partidas[1].Identificadores = []pedimento.Identificador{{Clave: "GI", Complementos: []string{"0601300123", "9000"}}}
	}
	return []ruletest.Example{
		{Rule: code, Name: "GI", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(by22, named))},
		{Rule: code, Name: "an account", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(by22, func(p *pedimento.Pedimento) { p.Cuentas = []pedimento.Cuenta{{Tipo: "1"}} }))},
		{Rule: code, Name: "none", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(by22))},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(by22, func(p *pedimento.Pedimento) {
			p.Source, p.Identificadores = document.SourcePrint, nil
		}))},
		{Rule: code, Name: "by credit", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20131231)))},
	}
}
