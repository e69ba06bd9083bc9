package storetest

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// generationsKept: what a run said stays, the oldest first, by material and
// programme, with what it changed of the past. A rival that lost never was one.
func generationsKept(t *testing.T, s step.Books) {
	const g = "212430010000001"
	w := &writer{t: t, s: s, rfc: rfcA}
	id := material(1).ID(rfcA)
	var from document.Hash
	record := map[string][]byte{"second": noise(4 << 10), "third": nil, "fourth": []byte("x")}
	names := []string{"first", "second", "third", "fourth"}
	for _, what := range names {
		w.arrive(what, func(c *step.Commit) { c.Movements = []step.MovementRecord{movement(rfcA, 1, g, what)} })
		ref := refOf(t, s, rfcA, id)
		next := func(manifest string, changed []byte) step.BookUpdate {
			u := update(ref, manifest)
			u.From, u.Book.Rewrite = from, changed
			return u
		}
		early := next("a rival before "+what, []byte("never true"))
		early.Ref.Gen++ // it read a head that never was
		conflict(t, "a rival", s.SaveBooks(t.Context(), rfcA, []step.BookUpdate{early}))
		u := next(what, record[what])
		if err := s.SaveBooks(t.Context(), rfcA, []step.BookUpdate{u}); err != nil {
			t.Fatal(err)
		}
		conflict(t, "a rival of "+what, s.SaveBooks(t.Context(), rfcA, []step.BookUpdate{next("a rival of "+what, []byte("never true"))}))
		again := next(what, []byte("never true"))
		again.Book.Applied++ // the same run, of more of the journal
		conflict(t, "the same run again", s.SaveBooks(t.Context(), rfcA, []step.BookUpdate{again}))
		from = u.Book.Run()
	}
	var got []string
	for b, err := range s.Generations(t.Context(), rfcA, id) {
		if err != nil {
			t.Fatal(err)
		}
		what := string(b.Manifest)
		got = append(got, what)
		same(t, "the material of a generation", b.ID, id)
		same(t, "its number", b.Gen, int64(len(got)))
		same(t, "what it covers", b.Applied, int64(len(got)))
		same(t, "what it changed", b.Rewrite, record[what])
		same(t, "an append changed nothing", b.Rewrite == nil, record[what] == nil)
	}
	same(t, "generations", got, names)
	for _, where := range [][2]string{{rfcB, id}, {rfcA, material(2).ID(rfcA)}} {
		for range s.Generations(t.Context(), where[0], where[1]) {
			t.Errorf("a generation of %v", where)
		}
	}
}
