package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func consolidadoViernes() []ruletest.Example {
	const code = "aduanera_consolidado_viernes"
	closed := func(paidOn document.Date, days ...document.Date) *rule.Case {
		return ruletest.Case(ruletest.Import(with("PC"), crossed(days...), paid(paidOn)))
	}
	return []ruletest.Example{
		{Rule: code, Name: "on the Friday", Want: rule.Pass, Case: closed(20260116, 20260105, 20260111)},
		{Rule: code, Name: "of a Sunday", Want: rule.Pass, Case: closed(20260116, 20260111)},
		{Rule: code, Name: "on the Saturday", Want: rule.Warning, Case: closed(20260117, 20260109)},
		{Rule: code, Name: "the first of two weeks", Want: rule.Warning, Case: closed(20260123, 20260112, 20260109)},
		{Rule: code, Name: "the week before the law's", Want: rule.Pass, Case: closed(20260109, 20260104)},
		{Rule: code, Name: "not consolidated", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(crossed(20260105), paid(20260301)))},
		{Rule: code, Name: "a transfer may be of a month", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("V1"), with("PC"), crossed(20260105), paid(20260130)))},
		{Rule: code, Name: "a Friday that is a holiday", Want: rule.Pass, Case: closed(20260504, 20260420)}, // 1 May
		{Rule: code, Name: "the day after that", Want: rule.Warning, Case: closed(20260505, 20260420)},
		{Rule: code, Name: "a rectification of one in time", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(with("PC"), crossed(20260105), paid(20260910), rectifies(20260116)))},
		{Rule: code, Name: "no shipments", Want: rule.Unreadable, Case: closed(20260301)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: closed(20251231, 20251101)},
	}
}
