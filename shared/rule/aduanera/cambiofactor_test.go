package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cambioFactor() []ruletest.Example {
	const code = "aduanera_cambio_factor"
	return []ruletest.Example{
		{Rule: code, Name: "INPC", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), cash, with("FI", "1.05")))},
		{Rule: code, Name: "exchange rate", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F5"), cash, with("FV", "1.05")))},
		{Rule: code, Name: "neither", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("F4"), cash))},
		{Rule: code, Name: "no IGI in cash", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F4")))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(cash))},
		{Rule: code, Name: "a source without identifiers", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(clave("F4"), cash, bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("F4"), cash, ruletest.At(20031231)))},
	}
}
