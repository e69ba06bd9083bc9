package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func importes() []ruletest.Example {
	const code = "anexo22_importes"
	iva := func(v string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Partidas[0].Contribuciones[1].Importe = ruletest.Amount(v) }))
	}
	none := ruletest.Import()
	none.Liquidacion = nil
	return []ruletest.Example{
		{Rule: code, Name: "whole", Want: rule.Pass, Case: iva("4318")},
		{Rule: code, Name: "zeros behind the point", Want: rule.Pass, Case: iva("4318.00")},
		{Rule: code, Name: "cents", Want: rule.Warning, Case: iva("4318.50")},
		{Rule: code, Name: "thirteen digits", Want: rule.Warning, Case: iva("1234567890123")},
		{Rule: code, Name: "nothing is paid", Want: rule.NotApplicable, Case: ruletest.Case(none)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
