package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func contribucion() []ruletest.Example {
	const code = "anexo22_contribucion"
	none := ruletest.Import()
	none.Liquidacion = nil
	return []ruletest.Example{
		{Rule: code, Name: "DTA, PRV, IGI and IVA", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "99", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.Contribuciones[0].Clave = "99" }))},
		{Rule: code, Name: "nothing is paid", Want: rule.NotApplicable, Case: ruletest.Case(none)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
