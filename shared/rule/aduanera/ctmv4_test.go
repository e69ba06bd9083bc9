package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ctmV4() []ruletest.Example {
	const code = "aduanera_ctm_v4"
	nothing := func(p *pedimento.Pedimento) { p.Facturas = nil }
	return []ruletest.Example{
		{Rule: code, Name: "sixty days", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("V4"), paid(20240802)))}, // certificate of 2024-06-03
		{Rule: code, Name: "sixty-one", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(clave("V4"), paid(20240803)))},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(paid(20240803)))},
		{Rule: code, Name: "no certificate", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Export(clave("V4"), nothing))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(clave("V4"), ruletest.At(20171231)))},
	}
}
