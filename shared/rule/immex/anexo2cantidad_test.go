package immex_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func anexo2Cantidad() []ruletest.Example {
	const code = "immex_anexo2_cantidad"
	series := func(s *rule.Setting, peds ...*pedimento.Pedimento) (out []*rule.Case) {
		for _, p := range peds {
			out = append(out, ruletest.In(s, p))
		}
		return out
	}
	one, two := ruletest.Import(), ruletest.Import(ruletest.At(20240405))
	return []ruletest.Example{
		{Rule: code, Name: "all of it", Want: rule.Pass, Series: series(of(allowed("anexo_ii", "85366999", limited("", "6", "2000", ""))), one, two)},
		{Rule: code, Name: "too much", Want: rule.Warning, Series: series(of(allowed("anexo_ii", "85366999", limited("", "6", "1999", ""))), one, two)},
		{Rule: code, Name: "too much money", Want: rule.Warning, Series: series(of(allowed("anexo_ii", "8536", limited("", "", "", "2999.99"))), one, two)},
		{Rule: code, Name: "other goods", Want: rule.NotApplicable, Series: series(of(allowed("anexo_ii", "72083601", limited("", "6", "1", ""))), one)},
		{Rule: code, Name: "exits alone", Want: rule.NotApplicable, Series: series(of(allowed("anexo_ii", "8536", limited("", "6", "1", ""))), ruletest.Export())},
		{Rule: code, Name: "no authorisation", Want: rule.Unreadable, Series: series(of(), one)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: series(of(), ruletest.Import(ruletest.At(20061112)))},
	}
}
