package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func creditoCertificacion() []ruletest.Example {
	const code = "aduanera_credito_certificacion"
	with := func(change func(*rule.Setting), changes ...func(*pedimento.Pedimento)) *rule.Case {
		s := ruletest.Setting()
		change(s)
		return ruletest.In(s, ruletest.Import(changes...))
	}
	return []ruletest.Example{
		{Rule: code, Name: "certified", Want: rule.Pass, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "ended", Want: rule.Warning, Case: with(func(s *rule.Setting) { s.Company.Certifications[0].To = 20240304 })},
		{Rule: code, Name: "ends that day", Want: rule.Pass, Case: with(func(s *rule.Setting) { s.Company.Certifications[0].To = 20240305 })},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Case: with(func(s *rule.Setting) { s.Company = nil })},
		{Rule: code, Name: "of another company", Want: rule.Unreadable, Case: with(func(*rule.Setting) {}, func(p *pedimento.Pedimento) { p.RFC = "OTR210101AB1" })},
		{Rule: code, Name: "in cash", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(definitive))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20131231)))},
	}
}
