package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cambioClave() []ruletest.Example {
	const code = "aduanera_cambio_clave"
	return []ruletest.Example{
		{Rule: code, Name: "inputs", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), names("IN", 20230601)))},
		{Rule: code, Name: "assets", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F5"), names("AF", 20130601), names("A6", 20080101)))},
		{Rule: code, Name: "a transfer may be either", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F5"), names("V1", 20230601)))},
		{Rule: code, Name: "F5 of inputs", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("F5"), names("IN", 20230601)))},
		{Rule: code, Name: "F4 of assets", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("F4"), names("AF", 20230601)))},
		{Rule: code, Name: "names none", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F4")))},
		{Rule: code, Name: "another clave", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(names("AF", 20230601)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("F5"), names("IN", 20010601), ruletest.At(20011231)))},
	}
}
