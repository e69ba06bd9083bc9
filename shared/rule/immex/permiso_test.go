package immex_test

import (
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func permisoVigente() []ruletest.Example {
	const code = "immex_permiso_vigente"
	cites := ruletest.Import(permit("0452 24", "10"))
	held := func(more ...func(*permiso.Authorisation)) *rule.Setting {
		return of(allowed("permiso", "8536", append([]func(*permiso.Authorisation){limited("0452-24", "6", "1000", "")}, more...)...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "in force", Want: rule.Pass, Case: ruletest.In(held(), cites)},
		{Rule: code, Name: "ended", Want: rule.Warning, Case: ruletest.In(held(until(20240304)), cites)},
		{Rule: code, Name: "its last day", Want: rule.Pass, Case: ruletest.In(held(until(20240305)), cites)},
		{Rule: code, Name: "paid after its end and entered before", Want: rule.Pass, Case: ruletest.In(held(until(20240304)), ruletest.Import(entered(20240304), permit("0452-24", "10")))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.In(held(), ruletest.Import(ruletest.At(0), permit("0452-24", "10")))},
		{Rule: code, Name: "for other goods", Want: rule.Warning, Case: ruletest.In(of(allowed("cupo", "72", limited("0452-24", "6", "1000", ""))), cites)},
		{Rule: code, Name: "cites none", Want: rule.NotApplicable, Case: ruletest.In(held(), ruletest.Import())},
		{Rule: code, Name: "another number", Want: rule.Unreadable, Case: ruletest.In(held(), ruletest.Import(permit("NOM-050-SCFI-2004", "0")))},
		{Rule: code, Name: "nobody's", Want: rule.Unreadable, Case: ruletest.In(nobody(), cites)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.In(held(), ruletest.Import(permit("0452-24", "10"), ruletest.At(20061112)))},
	}
}
