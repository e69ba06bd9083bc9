package aduanera_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func ctmF4() []ruletest.Example {
	const code = "aduanera_ctm_f4"
	nothing := func(p *pedimento.Pedimento) { p.Facturas = nil }
	receipt := func(on string) *rule.Setting {
		s := of()
		s.Plant = index("asunto,pedimento,fecha,folio\nctm,24 24 3210 4000123," + on + ",C3-1\n")
		return s
	}
	return []ruletest.Example{
		{Rule: code, Name: "fifteen days", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(clave("F4"), with("V4", "C3"), paid(20240316)))}, // certificate of 2024-03-01
		{Rule: code, Name: "sixteen", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(clave("F4"), with("V4", "C3"), paid(20240317)))},
		{Rule: code, Name: "sixteen after the invoice, fifteen after it was received", Want: rule.Pass, Case: ruletest.In(receipt("2024-03-02"), ruletest.Import(clave("F4"), with("V4", "C3"), paid(20240317)))},
		{Rule: code, Name: "sixteen after it was received", Want: rule.Warning, Case: ruletest.In(receipt("2024-03-01"), ruletest.Import(clave("F4"), with("V4", "C3"), paid(20240317)))},
		{Rule: code, Name: "received, and no invoice", Want: rule.Pass, Case: ruletest.In(receipt("2024-03-02"), ruletest.Import(clave("F4"), with("V4", "C3"), nothing, paid(20240317)))},
		{Rule: code, Name: "of no certificate", Want: rule.NotApplicable, Case: ruletest.Case(ruletest.Import(clave("F4"), paid(20240317)))},
		{Rule: code, Name: "no date", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import(clave("F4"), with("V4", "C3"), nothing))},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(clave("F4"), with("V4", "C3"), ruletest.At(20171231)))},
	}
}
