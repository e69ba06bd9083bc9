package immex_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func retornoClave() []ruletest.Example {
	const code = "immex_retorno_clave"
	regime := func(r string) change { return func(p *pedimento.Pedimento) { p.Regimen = r } }
	return []ruletest.Example{
		{Rule: code, Name: "an exit", Want: rule.Pass, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "régimen not read", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(regime("")))},
		{Rule: code, Name: "an import", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("RT")))},
		{Rule: code, Name: "definitive import", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(regime("IMD")))},
		{Rule: code, Name: "no operation", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Export(func(p *pedimento.Pedimento) { p.Operacion = "" }))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(ruletest.At(20011231)))},
	}
}
