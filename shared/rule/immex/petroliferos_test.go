package immex_test

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func petroliferos() []ruletest.Example {
	const code = "immex_petroliferos"
	fuel := ruletest.Import(goods("27101999"))
	return []ruletest.Example{
		{Rule: code, Name: "other goods, of a list nobody gave whole", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "other goods", Want: rule.Pass, Case: ruletest.In(whole("petroliferos"), ruletest.Import())},
		{Rule: code, Name: "of the chapter", Want: rule.Warning, Case: ruletest.Case(fuel)},
		{Rule: code, Name: "listed by a delivered table", Want: rule.Error, Case: ruletest.In(listing(of(), "petroliferos", "27101999", "C"), fuel)},
		{Rule: code, Name: "an exit", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(goods("27101999")))},
		{Rule: code, Name: "a law without a list", Want: rule.Unreadable, Case: ruletest.In(&rule.Setting{Catalog: &catalog.Catalog{}}, fuel)},
		{Rule: code, Name: "a rectification of one before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20180610), entered(20180520), rectifies(20180520), goods("27101999")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20180601), goods("27101999")))},
	}
}
