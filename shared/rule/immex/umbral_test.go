package immex_test

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func umbral() []ruletest.Example {
	const code = "immex_umbral"
	of2024 := func(months int) *rule.Setting {
		s := of()
		o := &ruletest.Others{By: map[string]string{"242432104000999": "X"}}
		for m := range months {
			o.Months = append(o.Months, fmt.Sprintf("2024-%02d", m+1))
		}
		s.Others = o
		return s
	}
	worth := func(on document.Date, dollars string) change {
		return func(p *pedimento.Pedimento) {
			p.FechaPago, p.ValorDolares = on, money.Amount{}
			if dollars != "" {
				p.ValorDolares = ruletest.Amount(dollars)
			}
		}
	}
	year := func(s *rule.Setting, dollars string) []*rule.Case {
		rectified := func(p *pedimento.Pedimento) { p.Number = "242432104000999" }
		return []*rule.Case{
			ruletest.In(s, ruletest.Import(worth(20240102, "900000"))),
			ruletest.In(s, ruletest.Export(worth(20240603, dollars))),
			ruletest.In(s, ruletest.Export(clave("A1"), worth(20240604, "100000.00"))),
			ruletest.In(s, ruletest.Export(clave("BM"), worth(20240605, "900000"))),
			ruletest.In(s, ruletest.Export(rectified, worth(20240606, "900000"))),
			ruletest.In(s, ruletest.Export(worth(20250102, "1"))),
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "more than the amount", Want: rule.Pass, Series: year(of2024(12), "400000.01")},
		{Rule: code, Name: "just the amount", Want: rule.Notice, Series: year(of2024(12), "400000.00")},
		{Rule: code, Name: "a month is missing", Want: rule.Unreadable, Series: year(of2024(11), "1")},
		{Rule: code, Name: "a value is missing", Want: rule.Unreadable, Series: year(of2024(12), "")},
		{Rule: code, Name: "nothing else is here", Want: rule.Unreadable, Series: year(of(), "1")},
		{Rule: code, Name: "no programme at work", Want: rule.NotApplicable, Series: year(of2024(12), "1")[1:]},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: []*rule.Case{ruletest.Case(ruletest.Import(worth(20061112, "1")))}},
	}
}
