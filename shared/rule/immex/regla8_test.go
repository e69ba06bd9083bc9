package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func regla8() []ruletest.Example {
	const code = "immex_regla8"
	return []ruletest.Example{
		{Rule: code, Name: "cites", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(goods("98020013"), permit("R8-1", "1")))},
		{Rule: code, Name: "cites none", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(goods("98020013")))},
		{Rule: code, Name: "ended", Want: rule.Warning, Case: ruletest.In(of(allowed("regla_8a", "9802", until(20240101))), ruletest.Import(goods("98020013"), permit("R8-1", "1")))},
		{Rule: code, Name: "held", Want: rule.Pass, Case: ruletest.In(of(allowed("regla_8a", "9802")), ruletest.Import(goods("98020013"), permit("R8-1", "1")))},
		{Rule: code, Name: "paid after its end and entered before", Want: rule.Pass, Case: ruletest.In(of(allowed("regla_8a", "9802", until(20240304))), ruletest.Import(entered(20240304), goods("98020013"), permit("R8-1", "1")))},
		{Rule: code, Name: "paid before its end and entered after", Want: rule.Warning, Case: ruletest.In(of(allowed("regla_8a", "9802", until(20240305))), ruletest.Import(entered(20240306), goods("98020013"), permit("R8-1", "1")))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(0), goods("98020013")))},
		{Rule: code, Name: "other goods", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "an exit", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(goods("98020013")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(goods("98020013"), ruletest.At(20061112)))},
	}
}
