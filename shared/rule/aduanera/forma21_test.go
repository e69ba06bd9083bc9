package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func forma21() []ruletest.Example {
	const code = "aduanera_forma_21"
	header := func(p *pedimento.Pedimento) {
		p.Contribuciones = append(p.Contribuciones, pedimento.Contribucion{Clave: "IEPS", FormaPago: "21", Importe: ruletest.Amount("1")})
	}
	return []ruletest.Example{
		{Rule: code, Name: "certified", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "never for IVA and IEPS, day of payment", Want: rule.Warning, Case: ruletest.In(of(holds("oea", 20240305, 20240305)), ruletest.Import())},
		{Rule: code, Name: "no longer", Want: rule.Warning, Case: ruletest.In(of(holds("iva_ieps", 20200101, 20240304)), ruletest.Import())},
		{Rule: code, Name: "as OEA alone", Want: rule.Warning, Case: ruletest.In(of(holds("oea", 20200101, 0)), ruletest.Import())},
		{Rule: code, Name: "the file lists no certification", Want: rule.Unreadable, Case: ruletest.In(of(uncertified), ruletest.Import())},
		{Rule: code, Name: "its last day", Want: rule.Pass, Case: ruletest.In(of(holds("iva_ieps", 20200101, 20240305)), ruletest.Import())},
		{Rule: code, Name: "its first day", Want: rule.Pass, Case: ruletest.In(of(holds("iva_ieps", 20240305, 0)), ruletest.Import())},
		{Rule: code, Name: "the day before its first", Want: rule.Warning, Case: ruletest.In(of(holds("iva_ieps", 20240306, 0)), ruletest.Import())},
		{Rule: code, Name: "at pedimento level", Want: rule.Warning, Case: ruletest.In(of(holds("oea", 20200101, 0)), ruletest.Import(cash, header))},
		{Rule: code, Name: "in cash", Want: rule.NotApplicable, Case: ruletest.In(of(uncertified), ruletest.Import(cash))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), ruletest.Import())},
		{Rule: code, Name: "a rectification of one while it held", Want: rule.Pass, Case: ruletest.In(of(holds("iva_ieps", 20200101, 20240304)), ruletest.Import(rectifies(20240304)))},
		{Rule: code, Name: "a rectification of one before", Want: rule.NotInForce, Case: ruletest.In(of(uncertified), ruletest.Import(rectifies(20141231)))},
		{Rule: code, Name: "a rectification of nobody knows what", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Tipo = "2" }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(of(uncertified), ruletest.Import(ruletest.At(20141231)))},
	}
}
