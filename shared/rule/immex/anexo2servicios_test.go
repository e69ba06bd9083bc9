package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func anexo2Servicios() []ruletest.Example {
	const code = "immex_anexo2_servicios"
	steel := ruletest.Import(goods("72083601"))
	listed := func(s *rule.Setting) *rule.Setting { return listing(s, "anexo_II", "7208", "C") }
	return []ruletest.Example{
		{Rule: code, Name: "other goods", Want: rule.Pass, Case: ruletest.In(listed(of(services, uncertified)), ruletest.Import())},
		{Rule: code, Name: "certified", Want: rule.Pass, Case: ruletest.In(listed(of(services)), steel)},
		{Rule: code, Name: "services without certification", Want: rule.Warning, Case: ruletest.In(listed(of(services, uncertified)), steel)},
		{Rule: code, Name: "its own authorisation says so", Want: rule.Warning, Case: ruletest.In(of(services, uncertified, allowed("anexo_ii", "7208")), steel)},
		{Rule: code, Name: "industrial", Want: rule.NotApplicable, Case: ruletest.In(listed(of(uncertified)), steel)},
		{Rule: code, Name: "an exit", Want: rule.NotApplicable, Case: ruletest.In(listed(of(services)), ruletest.Export())},
		{Rule: code, Name: "no programme file", Want: rule.Unreadable, Case: ruletest.In(nobody(), steel)},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: ruletest.In(of(services, uncertified), steel)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(of(services), ruletest.Import(ruletest.At(20061112)))},
	}
}
