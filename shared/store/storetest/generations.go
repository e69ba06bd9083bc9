package storetest

import (
	"testing"

	"example.com/immex/shared/step"
)

// generationsKept: what a run said stays, the oldest first, by material and
// programme.
func generationsKept(t *testing.T, s step.Books) {
	const g = "212430010000001"
	w := &writer{t: t, s: s, rfc: rfcA}
	id := material(1).ID(rfcA)
	for _, what := range []string{"first", "second", "third"} {
		w.arrive(what, func(c *step.Commit) { c.Movements = []step.MovementRecord{movement(rfcA, 1, g, what)} })
		u := update(refOf(t, s, rfcA, id), what)
		if err := s.SaveBooks(t.Context(), rfcA, []step.BookUpdate{u}); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for b, err := range s.Generations(t.Context(), rfcA, id) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(b.Manifest))
		same(t, "the material of a generation", b.ID, id)
		same(t, "its number", b.Gen, int64(len(got)))
	}
	same(t, "generations", got, []string{"first", "second", "third"})
	for _, where := range [][2]string{{rfcB, id}, {rfcA, material(2).ID(rfcA)}} {
		for range s.Generations(t.Context(), where[0], where[1]) {
			t.Errorf("a generation of %v", where)
		}
	}
}
