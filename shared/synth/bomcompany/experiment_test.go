package bomcompany_test

import (
	"testing"

	"example.com/immex/shared/synth/bomcompany"
)

// TestOneDocumentChangesTheTruth adds a unit to one pedimento after the other:
// its documents change and the truth with them, but for what a rectification
// has replaced.
func TestOneDocumentChangesTheTruth(t *testing.T) {
	t.Parallel()
	e, err := bomcompany.NewExperiment(bomcompany.Options{Seed: 11, Months: 4, Assets: true, Expiry: true, Decisions: true})
	if err != nil {
		t.Fatal(err)
	}
	truth, err := e.Truth()
	if err != nil {
		t.Fatal(err)
	}
	documents := e.Documents()
	replaced := 0
	for i := range e.Len() {
		undo := e.Add(i)
		changed := 0
		for name, b := range e.Documents() {
			if documents[name] != b {
				changed++
			}
		}
		if changed == 0 || changed > 2 {
			t.Errorf("%s: a unit more changes %d documents", e.Name(i), changed)
		}
		now, err := e.Truth()
		if err != nil {
			t.Fatal(err)
		}
		if e.Superseded(i) {
			replaced++
		}
		if (now != truth) == e.Superseded(i) {
			t.Errorf("%s: the truth changes: %v, it is replaced: %v", e.Name(i), now != truth, e.Superseded(i))
		}
		undo()
	}
	if again, err := e.Truth(); err != nil || again != truth {
		t.Errorf("the story as it was tells another truth: %v", err)
	}
	if replaced == 0 {
		t.Error("nothing is rectified")
	}
}
