package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func anexo2Autorizacion() []ruletest.Example {
	const code = "immex_anexo2_autorizacion"
	steel := ruletest.Import(goods("72083601"))
	return []ruletest.Example{
		{Rule: code, Name: "authorised", Want: rule.Pass, Case: ruletest.In(of(allowed("anexo_ii", "7208")), steel)},
		{Rule: code, Name: "ended", Want: rule.Warning, Case: ruletest.In(of(allowed("anexo_ii", "7208", until(20240304))), steel)},
		{Rule: code, Name: "paid after its end and entered before", Want: rule.Pass, Case: ruletest.In(of(allowed("anexo_ii", "7208", until(20240304))), ruletest.Import(entered(20240304), goods("72083601")))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.In(of(allowed("anexo_ii", "7208")), ruletest.Import(ruletest.At(0), goods("72083601")))},
		{Rule: code, Name: "others are authorised", Want: rule.Warning, Case: ruletest.In(listing(of(allowed("anexo_ii", "7209")), "anexo_II", "7208", "C"), steel)},
		{Rule: code, Name: "other goods", Want: rule.NotApplicable, Case: ruletest.In(of(allowed("anexo_ii", "7208")), ruletest.Import())},
		{Rule: code, Name: "an exit", Want: rule.NotApplicable, Case: ruletest.In(of(allowed("anexo_ii", "7208")), ruletest.Export())},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: ruletest.In(of(), steel)},
		{Rule: code, Name: "no authorisation delivered", Want: rule.Unreadable, Case: ruletest.In(listing(of(), "anexo_II", "7208", "C"), steel)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(of(), ruletest.Import(ruletest.At(20061112)))},
	}
}
