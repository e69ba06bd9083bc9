package rule_test

import (
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// TestShares: rates per cent and per thousand are exact, and unknown when a
// part is.
func TestShares(t *testing.T) {
	t.Parallel()
	a := ruletest.Amount
	for want, got := range map[string]money.Amount{
		"1275": rule.Percent(a("25500"), a("5")), "5059.12": rule.PerThousand(a("632390"), a("8")),
		"":  rule.Percent(a(""), a("5")),
		"3": rule.Plus(a("1"), a("2")), "0": rule.Plus(), "-1": rule.Minus(a("1"), a("2")), "6": rule.Times(a("2"), a("3")),
	} {
		if got.String() != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for name, got := range map[string]money.Amount{
		"sum": rule.Plus(a("1"), a("")), "difference": rule.Minus(a(""), a("1")), "product": rule.Times(a("1"), a("")),
		"share": rule.PerThousand(a("1"), a("")), "too large": rule.Times(a("999999999999999999"), a("999999999999999999")),
	} {
		if got.Known() {
			t.Errorf("%s of what is not known is %s", name, got)
		}
	}
}

// TestPesos: half a peso goes up, and the result is within half of it.
func TestPesos(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"46.4": "46", "38.5": "39", "38.499999": "38", "0": "0", "": "", "-1.5": "-1.5", "1.0000001": "1.0000001"} {
		if got := rule.Pesos(ruletest.Amount(in)); got.String() != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a := money.FromMicros(rapid.Int64Range(0, 1<<50).Draw(t, "micros"))
		p := rule.Pesos(a)
		if p.Scale() != 0 || !money.Within(a, p, ruletest.Amount("0.5")) {
			t.Fatalf("%s is %s", a, p)
		}
	})
}

// TestIsWhole: a multiple is found with its number, and nothing else is one.
func TestIsWhole(t *testing.T) {
	t.Parallel()
	a := ruletest.Amount
	if n, ok := rule.IsWhole(a("1275"), a("425")); !ok || n != 3 {
		t.Errorf("%d %v", n, ok)
	}
	for _, x := range [][2]string{{"1276", "425"}, {"", "425"}, {"425", ""}, {"425", "0"}, {"425", "-1"}} {
		if n, ok := rule.IsWhole(a(x[0]), a(x[1])); ok {
			t.Errorf("%v is %d times", x, n)
		}
	}
}

// TestRateOf: one rate is it, the same twice too, and two that differ are none.
func TestRateOf(t *testing.T) {
	t.Parallel()
	five, six := pedimento.Tasa{Clave: "IGI", Tipo: "1", Tasa: ruletest.Amount("5")}, pedimento.Tasa{Clave: "IGI", Tipo: "1", Tasa: ruletest.Amount("6")}
	specific := pedimento.Tasa{Clave: "IGI", Tipo: "2", Tasa: ruletest.Amount("5")}
	for name, tt := range map[string]struct {
		list []pedimento.Tasa
		ok   bool
	}{
		"one": {[]pedimento.Tasa{five}, true}, "twice": {[]pedimento.Tasa{five, five}, true}, "two": {[]pedimento.Tasa{five, six}, false},
		"of two types": {[]pedimento.Tasa{five, specific}, false}, "of another": {[]pedimento.Tasa{{Clave: "IVA", Tipo: "1", Tasa: ruletest.Amount("16")}}, false},
		"unknown": {[]pedimento.Tasa{{Clave: "IGI", Tipo: "1"}}, false}, "none": {nil, false},
	} {
		if _, ok := rule.RateOf(tt.list, "IGI"); ok != tt.ok {
			t.Errorf("%s: %v", name, ok)
		}
	}
}

// TestStated: a field that follows from others is not said by the document.
func TestStated(t *testing.T) {
	t.Parallel()
	p := ruletest.Import()
	p.Mark("regimen", document.Evidence{Level: document.Computed})
	p.Mark("clave", document.Evidence{Level: document.Read})
	c := rule.NewCase(&rule.Setting{Catalog: catalog.Default()}, p)
	if c.Stated("regimen") || !c.Stated("clave") || !c.Stated("valor_aduana") {
		t.Error("computed fields are not stated; all others are")
	}
	q := &pedimento.Partida{Identificadores: []pedimento.Identificador{{Clave: "TL"}}}
	if !rule.Carries(q, "TL") || rule.Carries(q, "PO") {
		t.Error("a partida carries its own identifiers")
	}
}
