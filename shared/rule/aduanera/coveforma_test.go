package aduanera_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func coveForma() []ruletest.Example {
	const code = "aduanera_cove_forma"
	return []ruletest.Example{
		{Rule: code, Name: "all agree", Want: rule.Pass, Case: in()},
		{Rule: code, Name: "no acuse cited", Want: rule.NotApplicable, Case: in(uncited)},
		{Rule: code, Name: "before the Ventanilla", Want: rule.NotInForce, Case: in(shipped(20100101))},
		{Rule: code, Name: "twelve signs", Want: rule.Warning, Case: in(func(s *ruletest.Shipment) { s.P.Facturas[0].COVE = "COVE2400ABC1" })},
	}
}
