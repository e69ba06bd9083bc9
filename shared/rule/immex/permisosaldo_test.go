package immex_test

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func permisoSaldo() []ruletest.Example {
	const code = "immex_permiso_saldo"
	series := func(s *rule.Setting, peds ...*pedimento.Pedimento) (out []*rule.Case) {
		for _, p := range peds {
			out = append(out, ruletest.In(s, p))
		}
		return out
	}
	held := of(allowed("permiso", "8536", limited("0452-24", "6", "10000", "")))
	one, two := ruletest.Import(permit("0452-24", "7000")), ruletest.Export(permit("0452 24", "4000"), goods("85366999"))
	return []ruletest.Example{
		{Rule: code, Name: "some of it", Want: rule.Pass, Series: series(held, one)},
		{Rule: code, Name: "too much", Want: rule.Warning, Series: series(held, one, two)},
		{Rule: code, Name: "a regla 8a with too much value", Want: rule.Warning, Series: series(of(allowed("regla_8a", "85", limited("0452-24", "", "", "99"))), one)},
		{Rule: code, Name: "no record 553", Want: rule.NotApplicable, Series: series(held, ruletest.Import())},
		{Rule: code, Name: "another permit", Want: rule.NotApplicable, Series: series(held, ruletest.Import(permit("X", "7000")))},
		{Rule: code, Name: "no authorisation", Want: rule.Unreadable, Series: series(of(allowed("programa", "8536")), one)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Series: series(held, ruletest.Import(permit("0452-24", "7000"), ruletest.At(20061112)))},
	}
}
