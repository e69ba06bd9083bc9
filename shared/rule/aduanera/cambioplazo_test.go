package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func cambioPlazo() []ruletest.Example {
	const code = "aduanera_cambio_plazo"
	late := ruletest.Import(clave("F4"), names("IN", 20220101))
	return []ruletest.Example{
		{Rule: code, Name: "in time", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), names("IN", 20230601)))},
		{Rule: code, Name: "within the margin of a consolidado", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), names("IN", 20220815)))},
		{Rule: code, Name: "past", Want: rule.Error, Case: ruletest.Case(late)},
		{Rule: code, Name: "an OEA may have longer", Want: rule.Warning, Case: ruletest.In(of(holds("oea", 20210101, 0)), late)},
		{Rule: code, Name: "so might a certified one before the repeal", Want: rule.Warning, Case: ruletest.In(of(holds("iva_ieps", 20180101, 0)), ruletest.Import(clave("F4"), names("IN", 20200101)))},
		{Rule: code, Name: "of a transfer", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), names("V1", 20220101)))},
		{Rule: code, Name: "names none", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F4")))},
		{Rule: code, Name: "assets have no term", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F5"), names("IN", 20220101)))},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(nobody(), late)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("F4"), names("IN", 20000101), ruletest.At(20021231)))},
	}
}
