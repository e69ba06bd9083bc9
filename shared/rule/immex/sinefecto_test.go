package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func sinEfecto() []ruletest.Example {
	const code = "immex_sin_efecto"
	return []ruletest.Example{
		{Rule: code, Name: "names returns", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("GC"), names("RT", 20240301)))},
		{Rule: code, Name: "a transfer may be either side", Want: rule.Pass, Case: ruletest.Case(ruletest.Export(clave("GC"), names("V1", 20240301)))},
		{Rule: code, Name: "names an entry", Want: rule.Warning, Case: ruletest.Case(ruletest.Export(clave("BM"), names("IN", 20240301)))},
		{Rule: code, Name: "a return names what it likes", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(names("IN", 20240301)))},
		{Rule: code, Name: "a definitive export", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(clave("A1"), names("IN", 20240301)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Export(clave("BM"), names("IN", 20010301), ruletest.At(20011231)))},
	}
}
