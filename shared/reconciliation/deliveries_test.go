package reconciliation_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/reconciliation"
)

// TestDeliveries: facts that come a few at a time say what they say at once, also
// where those of one pedimento do not come together.
func TestDeliveries(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		facts := drawFacts(t)
		on := rapid.SampledFrom([]document.Date{0, document.NewDate(2026, 2, 10)}).Draw(t, "on")
		d := reconciliation.OfDeliveries(on)
		for rest := facts; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "together")
			d.Add(rest[:n])
			rest = rest[n:]
		}
		var torn []*ledger.Fact
		for _, f := range facts {
			if d.Torn()[f.Key] {
				torn = append(torn, f)
			}
		}
		d.Mend(torn)
		if len(d.Torn()) > 0 {
			t.Fatalf("still torn: %v", d.Torn())
		}
		want, got := reconciliation.OfDataStage(facts, on), d.Result()
		if diff := cmp.Diff(told(want), told(got)); diff != "" || want.Books != got.Books || want.Other != got.Other || want.Agreed != got.Agreed || want.Note != got.Note {
			t.Fatalf("in pieces %+v, at once %+v (-at once +in pieces):\n%s", got, want, diff)
		}
	})
}
