package anexo24_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/ruletest"
)

// deliveries are the examples of the rule about Data Stages.
func deliveries() []ruletest.Example {
	const code = "anexo24_datastage"
	official := func(p *pedimento.Pedimento) { p.Source = document.SourceDataStage }
	other := func(p *pedimento.Pedimento) { p.Number = "242432104000124" }
	beside := func(changes ...func(*pedimento.Pedimento)) *rule.Setting {
		s, x := ruletest.Setting(), glosa.NewIndex()
		x.Add(glosa.EntryOf(ruletest.Import(append(changes, other)...), false))
		s.Others = x
		return s
	}
	return []ruletest.Example{
		{Rule: code, Name: "it is there", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(official))},
		{Rule: code, Name: "it is not there", Want: rule.Warning, Case: ruletest.In(beside(official), ruletest.Import())},
		{Rule: code, Name: "only prints of that month", Want: rule.Unreadable, Case: ruletest.In(beside(), ruletest.Import())},
		{Rule: code, Name: "another month", Want: rule.Unreadable, Case: ruletest.In(beside(official, ruletest.At(20240405)), ruletest.Import())},
		{Rule: code, Name: "not paid", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) { p.FechaPago = 0 }))},
		{Rule: code, Name: "before it was law", Want: rule.NotInForce, Case: ruletest.In(beside(official), ruletest.Import(ruletest.At(20061112)))},
	}
}
