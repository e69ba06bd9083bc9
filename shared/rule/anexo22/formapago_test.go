package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func formaPago() []ruletest.Example {
	const code = "anexo22_forma_pago"
	none := ruletest.Import()
	none.Liquidacion = nil
	return []ruletest.Example{
		{Rule: code, Name: "0, 5 and 21", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "33", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Contribuciones[0].FormaPago = "33" }))},
		{Rule: code, Name: "nothing is paid", Want: rule.NotApplicable, Case: ruletest.Case(none)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
