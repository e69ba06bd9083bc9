package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func totales() []ruletest.Example {
	const code = "anexo22_totales"
	printed := func(cash, other, total string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			p.Efectivo, p.Otros, p.Total = ruletest.Amount(cash), ruletest.Amount(other), ruletest.Amount(total)
		}
	}
	none := ruletest.Import()
	none.Liquidacion = nil
	return []ruletest.Example{
		{Rule: code, Name: "adds up", Want: rule.Pass, Case: ruletest.Case(ruletest.Import(printed("761", "11186", "11947")))},
		{Rule: code, Name: "cash is short", Want: rule.Warning, Case: ruletest.Case(ruletest.Import(printed("425", "11186", "11947")))},
		{Rule: code, Name: "no table", Want: rule.NotApplicable, Case: ruletest.Case(none)},
		{Rule: code, Name: "totals not printed", Want: rule.Unreadable, Case: ruletest.Case(ruletest.Import())},
		{Rule: code, Name: "before Anexo 22", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
