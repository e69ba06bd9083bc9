package step_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// TestTouchedIsWhatIsBehind: what a commit tells that it moved is what the
// books say is behind when nothing was before, for documents, tables, the
// programme's policy and duplicates alike.
func TestTouchedIsWhatIsBehind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := invent(t, synth.Options{Seed: 3, Months: 2, Pedimentos: 6, ErrorsOn: true})
	told := 0
	for _, name := range append(c.documents(), c.documents()[0]) {
		var got []step.MaterialRef
		ing := w.ingest()
		ing.Touched = func(_ string, refs []step.MaterialRef) { got = append(got, refs...) }
		if _, ok, err := ing.Settle(w.ctx, c.read(name), true); err != nil || !ok {
			t.Fatalf("%s: %v %v", name, ok, err)
		}
		want, err := w.books.Dirty(w.ctx, c.truth.Company.RFC)
		if err != nil {
			t.Fatal(err)
		}
		behind := cmpopts.IgnoreFields(step.MaterialRef{}, "Applied", "Gen")
		if diff := cmp.Diff(want, got, behind, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-behind +told):\n%s", name, diff)
		}
		told += len(got)
		w.match(c.truth.Company.RFC)
	}
	if told == 0 {
		t.Error("no document moved anything")
	}
}
