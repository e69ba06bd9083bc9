package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func empaqueBultos() []ruletest.Example {
	const code = "aduanera_empaque_bultos"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no papers at hand", Want: rule.Unreadable, Case: in(paperless)},
		{Rule: code, Name: "not declared", Want: rule.NotApplicable, Case: in(func(s *ruletest.Shipment) { s.P.Bultos.Total = "" })},
		{Rule: code, Name: "no list", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.Packing = nil })},
		{Rule: code, Name: "before the law", Want: rule.NotInForce, Case: in(shipped(19950101))},
		{Rule: code, Name: "two more", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Bultos.Total = "12" })},
		{Rule: code, Name: "no number", Want: rule.Unreadable, Case: in(func(s *ruletest.Shipment) { s.P.Bultos.Total = "1/70" })},
	}
}
