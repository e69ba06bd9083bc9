package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func a3Temprano() []ruletest.Example {
	const code = "aduanera_a3_temprano"
	at := func(day document.Date, more ...change) *pedimento.Pedimento {
		return ruletest.Import(append([]change{clave("A3"), names("IN", day)}, more...)...)
	}
	return []ruletest.Example{
		{Rule: code, Name: "past its stay", Want: rule.Pass, Case: ruletest.Case(at(20220801))},
		{Rule: code, Name: "still in time", Want: rule.Notice, Case: ruletest.Case(at(20230701))},
		{Rule: code, Name: "an entry without its day", Want: rule.Unreadable, Case: ruletest.Case(at(0))},
		{Rule: code, Name: "an F4", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F4"), names("IN", 20230701)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(at(20020101, ruletest.At(20021231)))},
	}
}
