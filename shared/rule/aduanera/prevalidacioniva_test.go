package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func prevalidacionIVA() []ruletest.Example {
	const code = "aduanera_prevalidacion_iva"
	iva := func(amount string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Contribuciones[2].Importe = ruletest.Amount(amount) }
	}
	return []ruletest.Example{
		{Rule: code, Name: "46 of 290", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "that of another year", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(iva("38")))},
		{Rule: code, Name: "no amount", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(iva("")))},
		{Rule: code, Name: "without it", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Contribuciones = p.Contribuciones[:2] }))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20041231)))},
	}
}
