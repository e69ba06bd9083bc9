package immex_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func anexo1() []ruletest.Example {
	const code = "immex_anexo1"
	shoes, shirts := ruletest.Import(ruletest.At(20250901), goods("64039901")), ruletest.Import(ruletest.At(20250201), goods("61051001"))
	return []ruletest.Example{
		{Rule: code, Name: "other goods, of a list nobody gave whole", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(20250901)))},
		{Rule: code, Name: "other goods", Want: rule.Pass, Case: ruletest.In(whole("anexo_I"), ruletest.Import(ruletest.At(20250901)))},
		{Rule: code, Name: "footwear", Want: rule.Error, Case: ruletest.Case(shoes)},
		{Rule: code, Name: "footwear the day before", Want: rule.Pass, Case: ruletest.In(whole("anexo_I"), ruletest.Import(ruletest.At(20250828), goods("64039901")))},
		{Rule: code, Name: "footwear of a certified company is not excepted", Want: rule.Error, Case: ruletest.In(of(), shoes)},
		{Rule: code, Name: "apparel of a certified company", Want: rule.Notice, Case: ruletest.Case(shirts)},
		{Rule: code, Name: "apparel without certification", Want: rule.Warning, Case: ruletest.In(of(uncertified), shirts)},
		{Rule: code, Name: "apparel before the exception", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(ruletest.At(20250110), goods("61051001")))},
		{Rule: code, Name: "listed by a delivered table, and a per cent sign in its title", Want: rule.Error, Case: ruletest.In(listing(of(), "anexo_I", "39269099", "C"), ruletest.Import(ruletest.At(20250901), goods("39269099")))},
		{Rule: code, Name: "listed by a table nobody confirmed", Want: rule.Warning, Case: ruletest.In(listing(of(), "anexo_I", "39269099", "OWN"), ruletest.Import(ruletest.At(20250901), goods("39269099")))},
		{Rule: code, Name: "footwear that entered before and was paid after", Want: rule.Pass, Case: ruletest.In(whole("anexo_I"), ruletest.Import(ruletest.At(20250830), entered(20250827), goods("64039901")))},
		{Rule: code, Name: "footwear paid before and entered after", Want: rule.Error, Case: ruletest.Case(ruletest.Import(ruletest.At(20250828), entered(20250905), goods("64039901")))},
		{Rule: code, Name: "a rectification of footwear from before", Want: rule.Pass, Case: ruletest.In(whole("anexo_I"), ruletest.Import(ruletest.At(20250910), entered(0), rectifies(20250820), goods("64039901")))},
		{Rule: code, Name: "a rectification of goods from before the rule", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20250910), entered(20241219), rectifies(20241219), goods("64039901")))},
		{Rule: code, Name: "footwear by a V7 whose régimen its source does not give", Want: rule.Error, Case: ruletest.Case(ruletest.Import(ruletest.At(20250901), clave("V7"), goods("64039901"), func(p *pedimento.Pedimento) { p.Regimen = "" }))},
		{Rule: code, Name: "apparel paid the day before the rule and entered on its first", Want: rule.Warning, Case: ruletest.In(of(uncertified), ruletest.Import(ruletest.At(20241219), entered(20241220), goods("61051001")))},
		{Rule: code, Name: "apparel paid on its first day and entered the day before", Want: rule.NotInForce, Case: ruletest.In(of(uncertified), ruletest.Import(ruletest.At(20241220), entered(20241219), goods("61051001")))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(ruletest.At(0), goods("64039901")))},
		{Rule: code, Name: "an exit", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(ruletest.At(20250901), goods("64039901")))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20241219), goods("61051001")))},
	}
}
