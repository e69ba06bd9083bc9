package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func rectificacionCambios() []ruletest.Example {
	const code = "aduanera_rectificacion_cambios"
	again := ruletest.Import(rectifies(20240301))
	return []ruletest.Example{
		{Rule: code, Name: "the same", Want: rule.Pass, Case: ruletest.In(beside(first(), ""), again)},
		{Rule: code, Name: "another clave", Want: rule.Warning, Case: ruletest.In(beside(first(func(b *rule.Brief) { b.Clave = "A1" }), ""), again)},
		{Rule: code, Name: "another importer", Want: rule.Warning, Case: ruletest.In(beside(first(func(b *rule.Brief) { b.RFC = "OTH210101AB1" }), ""), again)},
		{Rule: code, Name: "an importer not given", Want: rule.Pass, Case: ruletest.In(beside(first(func(b *rule.Brief) { b.RFC = "" }), ""), again)},
		{Rule: code, Name: "no rectification", Want: rule.NotApplicable, Case: ruletest.In(beside(first(), ""), ruletest.Import())},
		{Rule: code, Name: "not here", Want: rule.Unreadable, Case: ruletest.Case(again)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(rectifies(20010301), ruletest.At(20011231)))},
	}
}
