package ledger_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// v1 is a transfer of q kilos that costs five dollars each; cites maps what its
// records 512 name to the kilos they identify.
func v1(n int, operacion string, q int64, cites ...ledger.Named) ledger.Fact {
	l := line(1, resin, q)
	l.Dolares = money.Int(5 * q)
	f := naming(fact(n, "V1", "2021-03-10", l), cites...)
	f.Operacion, f.Casos, f.Doc = operacion, []string{"V1|IM"}, document.HashOf([]byte(ped(n)))
	return f
}

func ourV1(facts ...ledger.Fact) ledger.Transfer {
	t, ok := ledger.TransferOf(observe(facts...))
	if !ok {
		panic("no transfer") // a test's own constant
	}
	return t
}

func theirV1(facts ...ledger.Fact) []ledger.Transfer {
	var all []ledger.Counterpart
	for i := range facts {
		all = append(all, ledger.Counterpart{RFC: "OTH010101AA1", Fact: &facts[i]})
	}
	return ledger.Counterparts(all)
}

// paired is what pairs say: state and codes, by pedimento.
func paired(pairs []ledger.Pair) map[string]string {
	out := map[string]string{}
	for i := range pairs {
		says := []string{pairs[i].State}
		for _, f := range pairs[i].Findings {
			says = append(says, f.Code)
		}
		out[pairs[i].Pedimento[14:]] = strings.Join(says, " ")
	}
	return out
}

// TestPairsOfMany: several exports and several imports that cite each other
// are one transfer; its sums decide, and what is missing is never guessed.
func TestPairsOfMany(t *testing.T) {
	t.Parallel()
	rectified := rectify(v1(8, "IMP", 60, named(1, resin, 60)), 5, "2021-03-10")
	rectified.Rectifica.Clave = "V1"
	withdrawn := v1(5, "IMP", 100, named(1, resin, 100))
	withdrawn.Desistido = true
	bare := v1(5, "IMP", 100)
	bare.Lineas = nil
	huge := v1(5, "IMP", 100)
	huge.Lineas[0].CantidadUMT = math.MaxInt64
	huge.Lineas = append(huge.Lineas, line(2, resin, 1))
	for name, c := range map[string]struct {
		ours, theirs []ledger.Fact
		want         map[string]string
	}{
		"one export of two imports": {
			[]ledger.Fact{v1(1, "EXP", 100, named(5, resin, 60), named(6, resin, 40))},
			[]ledger.Fact{v1(5, "IMP", 60), v1(6, "IMP", 40)},
			map[string]string{"1": "confirmada"},
		},
		"a consolidated import of two exports": {
			[]ledger.Fact{v1(1, "EXP", 60, named(5, resin, 60)), v1(2, "EXP", 40, named(5, resin, 40))},
			[]ledger.Fact{v1(5, "IMP", 100, named(1, resin, 60), named(2, resin, 40))},
			map[string]string{"1": "confirmada", "2": "confirmada"},
		},
		"only theirs cites": {
			[]ledger.Fact{v1(1, "EXP", 60), v1(2, "EXP", 40)},
			[]ledger.Fact{v1(5, "IMP", 100, named(1, resin, 60), named(2, resin, 40))},
			map[string]string{"1": "confirmada", "2": "confirmada"},
		},
		"sums differ": {
			[]ledger.Fact{v1(1, "EXP", 60, named(5, resin, 60)), v1(2, "EXP", 40, named(5, resin, 40))},
			[]ledger.Fact{v1(5, "IMP", 101)},
			map[string]string{"1": "contradicha v1_contradiction v1_contradiction v1_citation", "2": "contradicha v1_contradiction v1_contradiction v1_citation"},
		},
		"sums agree and a citation does not": {
			[]ledger.Fact{v1(1, "EXP", 100, named(5, resin, 50), named(6, resin, 50))},
			[]ledger.Fact{v1(5, "IMP", 60), v1(6, "IMP", 40)},
			map[string]string{"1": "confirmada v1_citation v1_citation"},
		},
		"one of the imports is missing": {
			[]ledger.Fact{v1(1, "EXP", 100, named(5, resin, 60), named(6, resin, 40))},
			[]ledger.Fact{v1(5, "IMP", 60)},
			map[string]string{"1": "referenciada"},
		},
		"one of the exports is missing": {
			[]ledger.Fact{v1(1, "EXP", 60, named(5, resin, 60))},
			[]ledger.Fact{v1(5, "IMP", 100, named(1, resin, 60), named(2, resin, 40))},
			map[string]string{"1": "referenciada"},
		},
		"a chain over both sides": {
			[]ledger.Fact{v1(1, "EXP", 50, named(5, resin, 50)), v1(2, "EXP", 50, named(5, resin, 20), named(6, resin, 30))},
			[]ledger.Fact{v1(5, "IMP", 70), v1(6, "IMP", 30)},
			map[string]string{"1": "confirmada", "2": "confirmada"},
		},
		"two groups apart": {
			[]ledger.Fact{v1(1, "EXP", 50, named(5, resin, 50)), v1(2, "EXP", 50, named(6, resin, 50))},
			[]ledger.Fact{v1(5, "IMP", 50), v1(6, "IMP", 51)},
			map[string]string{"1": "confirmada", "2": "contradicha v1_contradiction v1_contradiction"},
		},
		"theirs was rectified": {
			[]ledger.Fact{v1(1, "EXP", 60, named(5, resin, 60))},
			[]ledger.Fact{v1(5, "IMP", 100, named(1, resin, 100)), rectified},
			map[string]string{"1": "confirmada"},
		},
		"theirs was withdrawn": {
			[]ledger.Fact{v1(1, "EXP", 100, named(5, resin, 100))},
			[]ledger.Fact{v1(5, "IMP", 100), withdrawn},
			map[string]string{"1": "referenciada"},
		},
		"theirs tells no partidas": {
			[]ledger.Fact{v1(1, "EXP", 100, named(5, resin, 100))}, []ledger.Fact{bare}, map[string]string{"1": "referenciada"},
		},
		"a sum that does not fit": {
			[]ledger.Fact{v1(1, "EXP", 100, named(5, resin, 100))}, []ledger.Fact{huge}, map[string]string{"1": "referenciada"},
		},
		"nobody": {[]ledger.Fact{v1(1, "EXP", 100)}, nil, map[string]string{"1": "sin_referencia"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var ours []ledger.Transfer
			for _, f := range c.ours {
				ours = append(ours, ourV1(f))
			}
			got := paired(ledger.Pairs(ours, theirV1(c.theirs...), catalog.Default()))
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
			slices.Reverse(ours)
			slices.Reverse(c.theirs)
			if again := paired(ledger.Pairs(ours, theirV1(c.theirs...), catalog.Default())); !cmp.Equal(got, again) {
				t.Errorf("another order says %v", again)
			}
		})
	}
}

// TestPairSentences: a contradiction names both figures and both sides; what
// is missing is information.
func TestPairSentences(t *testing.T) {
	t.Parallel()
	ours := []ledger.Transfer{ourV1(v1(1, "EXP", 60, named(5, resin, 60))), ourV1(v1(2, "EXP", 40, named(5, resin, 40))), ourV1(v1(3, "EXP", 40, named(9, resin, 40))), ourV1(v1(4, "EXP", 1))}
	pairs := ledger.Pairs(ours, theirV1(v1(5, "IMP", 90)), catalog.Default())
	says := pairs[0].Findings[0]
	for _, want := range []string{"100", "90", ped(1) + ", " + ped(2), ped(5)} {
		if !strings.Contains(says.Message.ES, want) || !strings.Contains(says.Message.EN, want) || says.Severity != document.Error {
			t.Errorf("%+v does not say %q", says, want)
		}
	}
	if d := cmp.Diff([]string{ped(5)}, pairs[1].Counterparts()); d != "" || pairs[1].RFC != "OTH010101AA1" {
		t.Errorf("%s %q", d, pairs[1].RFC)
	}
	for i, code := range []string{"", "", "v1_referenced", "v1_unreferenced"} {
		f, missing := pairs[i].Missing()
		if missing != (code != "") || f.Code != code || missing && f.Severity != document.Notice {
			t.Errorf("%d: %+v, want %q", i, f, code)
		}
	}
	if !slices.Contains(pairs[2].Counterparts(), ped(9)) {
		t.Errorf("what is only cited is not named: %v", pairs[2].Counterparts())
	}
}

// TestPairsInAnyOrder: any citations among any transfers give the same pairs
// in any order, and a confirmed group has equal sums on both sides.
func TestPairsInAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		side := func(from, to, citesFrom, citesTo int, operacion string) []ledger.Fact {
			var out []ledger.Fact
			for n := from; n <= to; n++ {
				var cites []ledger.Named
				for c := citesFrom; c <= citesTo; c++ {
					if rapid.IntRange(0, 3).Draw(t, "cite") == 0 {
						cites = append(cites, named(c, resin, rapid.Int64Range(1, 3).Draw(t, "named")))
					}
				}
				out = append(out, v1(n, operacion, rapid.Int64Range(1, 3).Draw(t, "kilos"), cites...))
			}
			return out
		}
		ours, theirs := side(1, 4, 5, 9, "EXP"), side(5, 8, 1, 4, "IMP")
		pairs := func() []ledger.Pair {
			var all []ledger.Transfer
			for _, f := range ours {
				all = append(all, ourV1(f))
			}
			return ledger.Pairs(all, theirV1(theirs...), catalog.Default())
		}
		first := pairs()
		ours, theirs = rapid.Permutation(ours).Draw(t, "ours"), rapid.Permutation(theirs).Draw(t, "theirs")
		if d := cmp.Diff(first, pairs(), cmp.AllowUnexported(money.Amount{})); d != "" {
			t.Fatal(d)
		}
		// of each confirmed group the sums agree: over all of them they do
		var a, b quantity.Micros
		counted := map[string]bool{}
		for _, p := range first {
			if p.State != ledger.PairConfirmed {
				continue
			}
			for _, f := range slices.Concat(ours, theirs) {
				if counted[f.Key] || f.Key != p.Pedimento && !slices.Contains(p.Others, f.Key) {
					continue
				}
				counted[f.Key] = true
				if f.Operacion == "EXP" {
					a += f.Lineas[0].CantidadUMT
				} else {
					b += f.Lineas[0].CantidadUMT
				}
			}
		}
		if a != b {
			t.Fatalf("confirmed %s of ours against %s of theirs", a, b)
		}
	})
}

// TestCounterpartForm: the canonical form reads back to itself, and what is no
// counterpart is refused.
func TestCounterpartForm(t *testing.T) {
	t.Parallel()
	f := v1(5, "IMP", 60, named(1, resin, 60))
	b, err := (&ledger.Counterpart{RFC: "OTH010101AA1", Fact: &f}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	c, err := ledger.DecodeCounterpart(b)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.Encode(); err != nil || string(again) != string(b) {
		t.Errorf("%v\n%s\n%s", err, b, again)
	}
	for _, bad := range []string{``, `{}`, `{"rfc":"A"}`, `{"pedimento":{}}`, `[]`} {
		if _, err := ledger.DecodeCounterpart([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
