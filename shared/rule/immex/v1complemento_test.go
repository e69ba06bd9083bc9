package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v1Complemento() []ruletest.Example {
	const code = "immex_v1_complemento"
	paired := func(programme string) *rule.Setting {
		s := of()
		s.Others = others{"242432104000500": {Number: "242432104000500", Clave: "V1", Operacion: "IMP", RFC: "OTR210101AB1", Programa: programme, Counterpart: true}}
		return s
	}
	return []ruletest.Example{
		{Rule: code, Name: "named", Want: rule.Pass, Case: ruletest.Case(transfer())},
		{Rule: code, Name: "no complement", Want: rule.Error, Case: ruletest.Case(ruletest.Export(clave("V1"), with("V1")))},
		{Rule: code, Name: "the first alone", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("V1"), with("V1", "4321-2006")))},
		{Rule: code, Name: "the second alone", Want: rule.Error, Case: ruletest.Case(ruletest.Import(clave("V1"), with("V1", "", "IM")))},
		{Rule: code, Name: "the programme of the counterpart", Want: rule.Pass, Case: ruletest.In(paired("4321-2006"), transfer())},
		{Rule: code, Name: "written in another way", Want: rule.Pass, Case: ruletest.In(paired("IMMEX 43212006"), transfer())},
		{Rule: code, Name: "its RFC", Want: rule.Pass, Case: ruletest.In(paired("9999-2006"), transfer(without("V1"), with("V1", "OTR210101AB1")))},
		{Rule: code, Name: "the programme of another", Want: rule.Error, Case: ruletest.In(paired("9999-2006"), transfer())},
		{Rule: code, Name: "the RFC of another", Want: rule.Error, Case: ruletest.In(paired(""), transfer(without("V1"), with("V1", "TER210101AB1")))},
		{Rule: code, Name: "a counterpart that does not say its programme", Want: rule.Pass, Case: ruletest.In(paired(""), transfer())},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "no identifier", Want: rule.Unreadable, Case: ruletest.Case(transfer(bare))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(transfer(ruletest.At(20051231)))},
	}
}
