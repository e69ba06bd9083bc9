package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func formaDefinitiva() []ruletest.Example {
	const code = "aduanera_forma_definitiva"
	form := func(f string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			definitive(p)
			p.Clave, p.Partidas[0].Contribuciones[1].FormaPago = "F4", f
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "in cash", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(form("0")))},
		{Rule: code, Name: "by credit", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(form("21")))},
		{Rule: code, Name: "suspended", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(form("5")))},
		{Rule: code, Name: "a temporary import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
