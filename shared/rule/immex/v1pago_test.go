package immex_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v1Pago() []ruletest.Example {
	const code = "immex_v1_pago"
	paid := func(on document.Date) change { return func(p *pedimento.Pedimento) { p.FechaPago = on } }
	moved := func(on document.Date) change { return func(p *pedimento.Pedimento) { p.FechaEntrada = on } }
	alone := func(p *pedimento.Pedimento) { p.Descargos = nil }
	return []ruletest.Example{
		{Rule: code, Name: "the next day", Want: rule.Pass, Case: ruletest.Case(transfer())}, // Monday, paid Tuesday
		{Rule: code, Name: "Monday after a Friday", Want: rule.Pass, Case: ruletest.Case(transfer(alone, without("PC"), moved(20240607), paid(20240610)))},
		{Rule: code, Name: "three days after the receiver", Want: rule.Warning, Case: ruletest.Case(transfer(paid(20240606)))},
		{Rule: code, Name: "a week after the transfer", Want: rule.Warning, Case: ruletest.Case(transfer(alone, without("PC"), moved(20240604), paid(20240611)))},
		{Rule: code, Name: "goods moved all month", Want: rule.Pass, Case: ruletest.Case(transfer(moved(20240501)))},
		{Rule: code, Name: "a rectification of one in time", Want: rule.Pass, Case: ruletest.Case(transfer(paid(20240906), rectifies(20240604)))},
		{Rule: code, Name: "a rectification of nobody knows what", Want: rule.Unreadable, Case: ruletest.Case(transfer(func(p *pedimento.Pedimento) { p.Tipo = "2" }))},
		{Rule: code, Name: "by the text of 2011", Want: rule.Warning, Case: ruletest.Case(transfer(alone, without("PC"), moved(20150302), paid(20150306)))},
		{Rule: code, Name: "a return", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Export())},
		{Rule: code, Name: "consolidated, and no pair", Want: rule.Unreadable, Case: ruletest.Case(transfer(alone))},
		{Rule: code, Name: "not paid", Want: rule.Unreadable, Case: ruletest.Case(transfer(paid(0), moved(20240604)))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(transfer(ruletest.At(20110208)))},
	}
}
