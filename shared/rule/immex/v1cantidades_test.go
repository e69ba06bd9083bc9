package immex_test

import (
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v1Cantidades() []ruletest.Example {
	const code = "immex_v1_cantidades"
	there := func(counterpart bool, lines ...rule.BriefLine) *rule.Setting {
		s := of()
		s.Others = others{"242432104000500": {Number: "242432104000500", Clave: "V1", Operacion: "IMP", Counterpart: counterpart, Partidas: lines}}
		return s
	}
	line := func(umt string, n int64) rule.BriefLine {
		return rule.BriefLine{Fraccion: "85372099", UMT: umt, CantidadUMT: amount(n)}
	}
	unread := func(p *pedimento.Pedimento) { p.Partidas[0].CantidadUMT = money.Amount{} }
	return []ruletest.Example{
		{Rule: code, Name: "the same", Want: rule.Pass, Case: ruletest.In(there(true, line("6", 40), line("6", 60)), transfer())},
		{Rule: code, Name: "less", Want: rule.Error, Case: ruletest.In(there(true, line("6", 90)), transfer())},
		{Rule: code, Name: "in another unit", Want: rule.Error, Case: ruletest.In(there(true, line("1", 100)), transfer())},
		{Rule: code, Name: "named twice counts once", Want: rule.Pass, Case: ruletest.In(there(true, line("6", 100)), transfer(names("V1", 20240603)))},
		{Rule: code, Name: "names none", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export(clave("V1")))},
		{Rule: code, Name: "an import", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("V1"), names("V1", 20240603)))},
		{Rule: code, Name: "not here", Want: rule.Unreadable, Case: ruletest.Case(transfer())},
		{Rule: code, Name: "our own", Want: rule.Unreadable, Case: ruletest.In(there(false, line("6", 90)), transfer())},
		{Rule: code, Name: "no quantity", Want: rule.Unreadable, Case: ruletest.In(there(true, line("6", 100)), transfer(unread))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(transfer(ruletest.At(20051231)))},
	}
}
