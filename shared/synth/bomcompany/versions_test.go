package bomcompany_test

import (
	"cmp"
	"slices"
	"testing"

	compare "github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/bomcompany"
)

// TestVersionsAreTold: the books find every invoice that came in versions, and
// no other; one whose versions name other parts is a warning. What the lots
// are then, TestBooksReconcile holds to the truth.
func TestVersionsAreTold(t *testing.T) {
	t.Parallel()
	corrected := 0
	for _, seed := range []uint64{6, 7} {
		o := run(t, bomcompany.Full(seed))
		terms, _ := terms(t, o, bomcompany.Full(seed).LeadDays)
		var got []bomcompany.VersionTruth
		for _, obs := range observed(t, o) {
			for _, f := range terms.Resolve(obs).Findings {
				if f.Code == "invoice_version" {
					got = append(got, bomcompany.VersionTruth{Pedimento: f.Pedimento, Factura: f.Where[len("factura "):], Distinta: f.Severity == document.Warning})
				}
			}
		}
		want := slices.Clone(o.truth.Versions)
		for _, list := range [][]bomcompany.VersionTruth{got, want} {
			slices.SortFunc(list, func(a, b bomcompany.VersionTruth) int { return cmp.Compare(a.Pedimento, b.Pedimento) })
		}
		if d := compare.Diff(want, got); d != "" {
			t.Errorf("seed %d (-truth +books):\n%s", seed, d)
		}
		for _, v := range want {
			if v.Distinta {
				corrected++
			}
		}
		if len(want) < 6 {
			t.Errorf("seed %d has %d versions", seed, len(want))
		}
	}
	if corrected < 4 {
		t.Errorf("%d corrected invoices", corrected)
	}
}
