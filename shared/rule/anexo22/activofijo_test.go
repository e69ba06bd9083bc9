package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func activoFijo() []ruletest.Example {
	const code = "anexo22_activo_fijo"
	of := func(clave string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Clave = clave }
	}
	return []ruletest.Example{
		{Rule: code, Name: "a change of regime of assets", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(of("F5"), cases("AF")))},
		{Rule: code, Name: "a transfer", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(of("V1"), cases("AF")))},
		{Rule: code, Name: "inputs", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(of("IN"), cases("AF")))},
		{Rule: code, Name: "no AF", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(of("F5"), cases("AF"), ruletest.At(20011231)))},
	}
}
