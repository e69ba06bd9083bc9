package anexo24_test

import (
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// transfers are the examples of rules about virtual transfers.
func transfers() []ruletest.Example {
	pair := func(state string) func(*rule.Books) {
		return func(b *rule.Books) {
			b.Pairs = []rule.Pair{{Pedimento: "242432104000888", Operacion: "EXP", Pago: 20240601, State: state, Others: []string{"242432104000999"}}}
		}
	}
	const same, cited = "anexo24_v1_pareja", "anexo24_v1_cita"
	return []ruletest.Example{
		{Rule: same, Name: "they agree", Want: rule.Pass, Books: books(pair("confirmada"))},
		{Rule: same, Name: "they differ", Want: rule.Error, Books: books(pair("contradicha"))},
		{Rule: same, Name: "the other side is not here", Want: rule.Unreadable, Books: books(pair("referenciada"))},
		{Rule: same, Name: "no transfer", Want: rule.NotApplicable, Books: books()},
		{Rule: same, Name: "before it was law", Want: rule.NotInForce, Books: on(20061112, pair("contradicha"))},
		{Rule: cited, Name: "it names one", Want: rule.Pass, Books: books(pair("referenciada"))},
		{Rule: cited, Name: "it names nobody", Want: rule.Warning, Books: books(pair("sin_referencia"))},
		{Rule: cited, Name: "no transfer", Want: rule.NotApplicable, Books: books()},
		{Rule: cited, Name: "no books", Want: rule.Unreadable, Books: books(empty)},
		{Rule: cited, Name: "before it was law", Want: rule.NotInForce, Books: on(20061112, pair("sin_referencia"))},
	}
}
