package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func identificadorMS() []ruletest.Example {
	const code = "anexo22_identificador_ms"
	services := func(changes ...func(*pedimento.Pedimento)) *rule.Case {
		s := ruletest.Setting()
		s.Company.Modalidad = "servicios"
		return ruletest.In(s, ruletest.Import(changes...))
	}
	alone := ruletest.Setting()
	alone.Company = nil
	return []ruletest.Example{
		{Rule: code, Name: "has it", Want: rule.Pass, Case: services(cases("MS", "3"))},
		{Rule: code, Name: "lacks it", Want: rule.Warning, Case: services()},
		{Rule: code, Name: "a page without identifiers", Want: rule.Unreadable, Case: services(printed)},
		{Rule: code, Name: "industrial", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: ruletest.In(alone, ruletest.Import())},
		{Rule: code, Name: "before the Decreto", Want: rule.NotInForce, Case: services(ruletest.At(20061112))},
	}
}
