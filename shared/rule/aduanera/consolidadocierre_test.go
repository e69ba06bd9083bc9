package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func consolidadoCierre() []ruletest.Example {
	const code = "aduanera_consolidado_cierre"
	unpaid := func(p *pedimento.Pedimento) { p.FechaPago, p.Efecto = 0, document.Previo }
	return []ruletest.Example{
		{Rule: code, Name: "paid", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(with("PC"), crossed(20240304)))},
		{Rule: code, Name: "open", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(with("PC"), crossed(20240304), unpaid))},
		{Rule: code, Name: "not consolidated", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(crossed(20240304), unpaid))},
		{Rule: code, Name: "no shipments", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(with("PC"), unpaid))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(with("PC"), crossed(20010304), ruletest.At(20011231)))},
	}
}
