package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func programa() []ruletest.Example {
	const code = "immex_programa"
	return []ruletest.Example{
		{Rule: code, Name: "heading", Want: rule.Pass, Case: ruletest.In(of(allowed("programa", "8536"), allowed("programa", "8544")), ruletest.Import())},
		{Rule: code, Name: "by Anexo II", Want: rule.Pass, Case: ruletest.In(of(allowed("programa", "8536"), allowed("anexo_ii", "8544")), ruletest.Import())},
		{Rule: code, Name: "one is not", Want: rule.Error, Case: ruletest.In(of(allowed("programa", "8536")), ruletest.Import())},
		{Rule: code, Name: "no longer", Want: rule.Error, Case: ruletest.In(of(allowed("programa", "85", until(20240304))), ruletest.Import())},
		{Rule: code, Name: "a rectification of one while it held", Want: rule.Pass, Case: ruletest.In(of(allowed("programa", "85", until(20240304))), ruletest.Import(entered(0), rectifies(20240304)))},
		{Rule: code, Name: "a list that begins later", Want: rule.Unreadable, Case: ruletest.In(of(allowed("programa", "85")), ruletest.Import(ruletest.At(20191231)))},
		{Rule: code, Name: "a partida without fracción", Want: rule.Unreadable, Case: ruletest.In(of(allowed("programa", "85")), ruletest.Import(goods("")))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.In(of(allowed("programa", "85")), ruletest.Import(ruletest.At(0)))},
		{Rule: code, Name: "an exit", Want: rule.NotApplicable, Case: ruletest.In(of(allowed("programa", "39")), ruletest.Export())},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: ruletest.In(of(), ruletest.Import())},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), ruletest.Import())},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(of(allowed("programa", "39")), ruletest.Import(ruletest.At(20061112)))},
	}
}
