package aduanera_test

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func retorno80() []ruletest.Example {
	const code = "aduanera_retorno_80"
	worth := func(on document.Date, value string) change {
		return func(p *pedimento.Pedimento) {
			p.FechaPago, p.ValorComercial = on, money.Amount{}
			if value != "" {
				p.ValorComercial = ruletest.Amount(value)
			}
		}
	}
	series := func(s *rule.Setting, in, out string) []*rule.Case {
		return []*rule.Case{
			ruletest.In(s, ruletest.Import(worth(20230101, "900000"))),
			ruletest.In(s, ruletest.Import(worth(20240301, in))),
			ruletest.In(s, ruletest.Export(worth(20240603, out))),
			ruletest.In(s, ruletest.Export(clave("A1"), worth(20240604, "900000"))),
		}
	}
	rectified := of()
	rectified.Others = others{by: map[string]string{"242432104000777": "X"}}
	return []ruletest.Example{
		{Rule: code, Name: "eighty per cent", Want: rule.Pass, Series: series(of(), "1000", "800")},
		{Rule: code, Name: "less", Want: rule.Warning, Series: series(of(), "1000", "799")},
		{Rule: code, Name: "what was rectified does not count", Want: rule.Warning, Series: series(rectified, "1000", "800")},
		{Rule: code, Name: "not certified", Want: rule.NotApplicable, Series: series(of(uncertified), "1000", "1")},
		{Rule: code, Name: "nothing came in", Want: rule.NotApplicable, Series: series(of(), "0", "1")},
		{Rule: code, Name: "no programme", Want: rule.Unreadable, Series: series(nobody(), "1000", "1")},
		{Rule: code, Name: "a value is missing", Want: rule.Unreadable, Series: series(of(), "1000", "")},
		{Rule: code, Name: "less than a year", Want: rule.Unreadable, Series: series(of(), "1000", "1")[1:]},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: []*rule.Case{ruletest.Case(ruletest.Import(worth(20171231, "1")))}},
	}
}
