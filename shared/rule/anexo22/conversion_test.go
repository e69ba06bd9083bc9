package anexo22_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func conversion() []ruletest.Example {
	const code = "anexo22_conversion"
	of := func(umc, a, umt, b string) *rule.Case {
		return ruletest.Case(ruletest.Import(func(p *pedimento.Pedimento) {
			for i := range p.Partidas {
				q := &p.Partidas[i]
				q.UMC, q.CantidadUMC, q.UMT, q.CantidadUMT = umc, ruletest.Amount(a), umt, ruletest.Amount(b)
			}
		}))
	}
	return []ruletest.Example{
		{Rule: code, Name: "pieces", Want: rule.Pass, Case: of("6", "1000", "6", "1000")},
		{Rule: code, Name: "tonnes and kilos", Want: rule.Pass, Case: of("14", "35.072", "1", "35072")},
		{Rule: code, Name: "kilos and as many tonnes", Want: rule.Warning, Case: of("1", "35.072", "1", "35072")},
		{Rule: code, Name: "thousands and pieces", Want: rule.Warning, Case: of("11", "2", "6", "2")},
		{Rule: code, Name: "half per cent", Want: rule.Pass, Case: of("14", "1", "1", "1004")},
		{Rule: code, Name: "pieces and kilos", Want: rule.NotApplicable, Case: of("6", "1000", "1", "35")},
		{Rule: code, Name: "no quantity", Want: rule.Unreadable, Case: of("6", "", "6", "1000")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Case: ruletest.Case(ruletest.Import(ruletest.At(20011231)))},
	}
}
