package immex_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func v1Pareja() []ruletest.Example {
	const code = "immex_v1_pareja"
	pair := func(state string, others ...string) *rule.Books {
		return books(of(), 20240701, func(b *rule.Books) {
			b.Pairs = []rule.Pair{{Pedimento: "242432104000777", Operacion: "EXP", Pago: 20240604, State: state, Others: others}}
		})
	}
	early := pair("confirmada")
	early.AsOf = 20051231
	return []ruletest.Example{
		{Rule: code, Name: "confirmed", Want: rule.Pass, Books: pair("confirmada", "242432104000500")},
		{Rule: code, Name: "contradicts", Want: rule.Error, Books: pair("contradicha", "242432104000500")},
		{Rule: code, Name: "names none", Want: rule.Warning, Books: pair("sin_referencia")},
		{Rule: code, Name: "no V1", Want: rule.NotApplicable, Books: books(of(), 20240701, nil)},
		{Rule: code, Name: "named and not here", Want: rule.Unreadable, Books: pair("referenciada", "242432104000500")},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: early},
	}
}
