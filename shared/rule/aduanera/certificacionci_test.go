package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func certificacionCI() []ruletest.Example {
	const code = "aduanera_certificacion_ci"
	level := func(s string) change {
		return func(p *pedimento.Pedimento) {
			p.Identificadores = []pedimento.Identificador{{Clave: "CI", Complementos: []string{s}}}
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "its rubro", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "another rubro", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(level("AAA")))},
		{Rule: code, Name: "something else", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(level("FOLIO-1")))},
		{Rule: code, Name: "the file gives no rubro", Want: rule.Pass, Case: ruletest.In(of(holds("iva_ieps", 20200101, 0)), ruletest.Import())},
		{Rule: code, Name: "no longer certified", Want: rule.Warning, Case: ruletest.In(of(holds("iva_ieps", 20200101, 20240304)), ruletest.Import())},
		{Rule: code, Name: "no CI", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "the file lists no certification", Want: rule.Unreadable, Case: ruletest.In(of(uncertified), ruletest.Import())},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20141231)))},
	}
}
