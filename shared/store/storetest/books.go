package storetest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"testing"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// refOf finds a dirty material.
func refOf(t *testing.T, s step.Books, rfc, id string) step.MaterialRef {
	t.Helper()
	for _, r := range must(s.Dirty(t.Context(), rfc))(t) {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("material %s is not dirty", id)
	return step.MaterialRef{}
}

// update is the generation after ref.
func update(ref step.MaterialRef, text string) step.BookUpdate {
	return step.BookUpdate{Ref: ref, Book: step.BookRecord{
		ID: ref.ID, Gen: ref.Gen + 1, Applied: ref.Wanted, Manifest: []byte(text),
	}}
}

// saveGeneration saves the next book of a dirty material, which must become
// generation gen.
func saveGeneration(t *testing.T, s step.Books, rfc, id string, gen int64, text string) step.BookRecord {
	t.Helper()
	u := update(refOf(t, s, rfc, id), text)
	if u.Book.Gen != gen {
		t.Fatalf("material %s is at generation %d, want %d", id, u.Ref.Gen, gen-1)
	}
	if err := s.SaveBooks(t.Context(), rfc, []step.BookUpdate{u}); err != nil {
		t.Fatal(err)
	}
	return u.Book
}

func movementsReplaced(t *testing.T, s step.Books) {
	const a, b, c3 = "212430010000001", "212430010000002", "212430010000003"
	w := &writer{t: t, s: s, rfc: rfcA}
	w.arrive("three", func(c *step.Commit) {
		c.Movements = []step.MovementRecord{movement(rfcA, 1, c3, "c"), movement(rfcA, 1, a, "a"), movement(rfcA, 1, b, "b"), movement(rfcA, 2, a, "other")}
	})
	read := func(n int) [][]byte {
		return must(s.Movements(t.Context(), rfcA, material(n).ID(rfcA), step.Latest))(t)
	}
	same(t, "in order of group", read(1), [][]byte{[]byte("a"), []byte("b"), []byte("c")})
	w.arrive("changed", func(c *step.Commit) {
		c.Movements = []step.MovementRecord{movement(rfcA, 1, b, ""), movement(rfcA, 1, c3, "c2"), movement(rfcA, 1, "212430019999999", "")}
	})
	same(t, "replaced and gone", read(1), [][]byte{[]byte("a"), []byte("c2")})
	same(t, "the other material", read(2), [][]byte{[]byte("other")})
	w.arrive("back", func(c *step.Commit) { c.Movements = []step.MovementRecord{movement(rfcA, 1, b, "b3")} })
	same(t, "back", read(1), [][]byte{[]byte("a"), []byte("b3"), []byte("c2")})
}

func materialsDirty(t *testing.T, s step.Books) {
	const g = "212430010000001"
	w := &writer{t: t, s: s, rfc: rfcA}
	w.arrive("two", func(c *step.Commit) {
		c.Movements = []step.MovementRecord{movement(rfcA, 1, g, "x"), movement(rfcA, 2, g, "x"), movement(rfcA, 2, "212430010000002", "x")}
	})
	ids := []string{material(1).ID(rfcA), material(2).ID(rfcA)}
	want := []step.MaterialRef{{ID: ids[0], Material: material(1), Wanted: 1}, {ID: ids[1], Material: material(2), Wanted: 1}}
	slices.SortFunc(want, func(a, b step.MaterialRef) int { return cmp.Compare(a.ID, b.ID) })
	dirty := func() []step.MaterialRef { return must(s.Dirty(t.Context(), rfcA))(t) }
	same(t, "both", dirty(), want)

	stale := refOf(t, s, rfcA, ids[0])
	w.commit(w.next(record("a"), record("b"))) // touches no material
	same(t, "still both", dirty(), want)
	c := w.next(record("c"), record("d"))
	c.Movements = []step.MovementRecord{movement(rfcA, 1, g, "")}
	w.commit(c)
	same(t, "wanted is the last sequence of its commit", refOf(t, s, rfcA, ids[0]).Wanted, int64(5))

	if err := s.SaveBooks(t.Context(), rfcA, []step.BookUpdate{update(stale, "behind")}); err != nil {
		t.Fatalf("a book that covers less: %v", err)
	}
	ref := refOf(t, s, rfcA, ids[0])
	same(t, "a book that covers less leaves it dirty", []int64{ref.Gen, ref.Applied, ref.Wanted}, []int64{1, 1, 5})
	saveGeneration(t, s, rfcA, ids[0], 2, "covers")
	left := dirty()
	same(t, "one left", len(left) == 1 && left[0].ID == ids[1], true)
	w.arrive("again", func(c *step.Commit) { c.Movements = []step.MovementRecord{movement(rfcA, 1, g, "y")} })
	ref = refOf(t, s, rfcA, ids[0])
	same(t, "dirty again", []int64{ref.Gen, ref.Applied, ref.Wanted}, []int64{2, 5, 6})
	one, ok, err := s.Material(t.Context(), rfcA, ids[0])
	same(t, "alone", []any{one, ok, err == nil}, []any{ref, true, true})
	_, ok, err = s.Material(t.Context(), rfcA, material(99).ID(rfcA))
	same(t, "a material nothing touched", []bool{ok, err == nil}, []bool{false, true})
}

func materialsMoved(t *testing.T, s step.Books) {
	const a, b = "212430010000001", "212430010000002"
	ctx, w := t.Context(), &writer{t: t, s: s, rfc: rfcA}
	same(t, "nothing yet", len(must(s.Materials(ctx, rfcA))(t)), 0)
	w.arrive("first", func(c *step.Commit) {
		c.Movements = []step.MovementRecord{movement(rfcA, 1, b, "b"), movement(rfcA, 1, a, "a"), movement(rfcA, 2, a, "a")}
	})
	w.arrive("gone", func(c *step.Commit) {
		c.Movements = []step.MovementRecord{movement(rfcA, 2, a, ""), movement(rfcA, 1, b, "b2")}
	})
	ids := []string{material(1).ID(rfcA), material(2).ID(rfcA)}
	saveGeneration(t, s, rfcA, ids[0], 1, "covers")
	var got []string
	for _, m := range must(s.Materials(ctx, rfcA))(t) {
		got = append(got, m.ID)
	}
	slices.Sort(ids)
	same(t, "every material, behind or not, in order", got, ids)
	same(t, "who moves the first", must(s.Movers(ctx, rfcA, material(1).ID(rfcA)))(t), []string{a, b})
	same(t, "nobody the second any more", len(must(s.Movers(ctx, rfcA, material(2).ID(rfcA)))(t)), 0)
	same(t, "nor one that nothing touched", len(must(s.Movers(ctx, rfcA, material(9).ID(rfcA)))(t)), 0)
	same(t, "another programme", len(must(s.Materials(ctx, rfcB))(t)), 0)
}

func termsKept(t *testing.T, s step.Books) {
	ctx, w := t.Context(), &writer{t: t, s: s, rfc: rfcA}
	w.arrive("of nothing", func(*step.Commit) {})
	same(t, "none", must(s.Head(ctx, rfcA))(t).Terms, "")
	for _, terms := range []string{"3 a", "4 a", "4 a"} {
		c := w.next(record("under " + terms))
		c.Terms = terms
		w.commit(c)
		w.head.Terms = terms
		same(t, "of the last commit", must(s.Head(ctx, rfcA))(t), w.head)
	}
	same(t, "another programme", must(s.Head(ctx, rfcB))(t), step.Head{})
}

func booksConflict(t *testing.T, s step.Books) {
	ctx := t.Context()
	const g = "212430010000001"
	w := &writer{t: t, s: s, rfc: rfcA}
	w.arrive("two", func(c *step.Commit) {
		c.Movements = []step.MovementRecord{movement(rfcA, 1, g, "x"), movement(rfcA, 2, g, "x")}
	})
	id := material(1).ID(rfcA)
	ref := refOf(t, s, rfcA, id)
	first := saveGeneration(t, s, rfcA, id, 1, "first")
	conflict(t, "generation 1 again", s.SaveBooks(ctx, rfcA, []step.BookUpdate{update(ref, "rival")}))
	head := func() step.BookRecord {
		b, ok, err := s.Book(ctx, rfcA, id)
		if err != nil || !ok {
			t.Fatalf("book: ok %v, err %v", ok, err)
		}
		return b
	}
	same(t, "the winner stays", head(), first)
	same(t, "and is not dirty", len(must(s.Dirty(ctx, rfcA))(t)), 1)

	ref2 := refOf(t, s, rfcA, material(2).ID(rfcA))
	conflict(t, "one of two is stale", s.SaveBooks(ctx, rfcA, []step.BookUpdate{update(ref, "rival"), update(ref2, "second")}))
	same(t, "the stale one", head(), first)

	w.arrive("more", func(c *step.Commit) { c.Movements = []step.MovementRecord{movement(rfcA, 1, g, "y")} })
	second := saveGeneration(t, s, rfcA, id, 2, "second")
	same(t, "the next generation", head(), second)
	ahead := update(step.MaterialRef{ID: id, Wanted: 9, Gen: 7}, "ahead")
	conflict(t, "a generation not reached", s.SaveBooks(ctx, rfcA, []step.BookUpdate{ahead}))
	unknown := update(step.MaterialRef{ID: material(99).ID(rfcA), Wanted: 1}, "unknown")
	conflict(t, "a material nothing touched", s.SaveBooks(ctx, rfcA, []step.BookUpdate{unknown}))
	if err := s.SaveBooks(ctx, rfcA, nil); err != nil {
		t.Errorf("nothing to save: %v", err)
	}
}

func concurrentBooks(t *testing.T, s step.Books) {
	const g, rivals = "212430010000001", 4
	w := &writer{t: t, s: s, rfc: rfcA}
	id := material(1).ID(rfcA)
	for gen := range int64(3) {
		w.arrive(fmt.Sprintf("touch %d", gen), func(c *step.Commit) {
			c.Movements = []step.MovementRecord{movement(rfcA, 1, g, strconv.FormatInt(gen, 10))}
		})
		ref := refOf(t, s, rfcA, id)
		errs := make([]error, rivals)
		var wg sync.WaitGroup
		for i := range rivals {
			wg.Go(func() {
				errs[i] = s.SaveBooks(t.Context(), rfcA, []step.BookUpdate{update(ref, fmt.Sprintf("%d by %d", gen, i))})
			})
		}
		wg.Wait()
		winner := slices.Index(errs, nil)
		if winner < 0 {
			t.Fatalf("generation %d: nobody won: %v", gen+1, errs)
		}
		for i, err := range errs {
			if i != winner && !fault.Is(err, fault.Conflict) {
				t.Fatalf("generation %d: rival %d got %v, want Conflict", gen+1, i, err)
			}
		}
		b, _, err := s.Book(t.Context(), rfcA, id)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "head", b, update(ref, fmt.Sprintf("%d by %d", gen, winner)).Book)
	}
}

func booksOrdered(t *testing.T, s step.Books) {
	const g, n = "212430010000001", 40
	w := &writer{t: t, s: s, rfc: rfcA}
	touch := func(name string) {
		w.arrive(name, func(c *step.Commit) {
			for i := range n {
				c.Movements = append(c.Movements, movement(rfcA, i, g, name))
			}
		})
	}
	touch("first")
	save := func(text string, of int) map[string]step.BookRecord {
		saved := map[string]step.BookRecord{}
		refs := must(s.Dirty(t.Context(), rfcA))(t)
		var us []step.BookUpdate
		for _, r := range refs[:of] {
			u := update(r, text+r.ID)
			us = append(us, u)
			saved[r.ID] = u.Book
		}
		if err := s.SaveBooks(t.Context(), rfcA, us); err != nil {
			t.Fatal(err)
		}
		return saved
	}
	want := save("one ", n-5) // five materials have no book yet
	check := func(when string) {
		t.Helper()
		got := collect(t, s.Books(t.Context(), rfcA))
		if len(got) != len(want) {
			t.Fatalf("%s: %d books, want %d", when, len(got), len(want))
		}
		for i, b := range got {
			if i > 0 && got[i-1].ID >= b.ID {
				t.Errorf("%s: %s after %s", when, b.ID, got[i-1].ID)
			}
			same(t, when+": "+b.ID, b, want[b.ID])
		}
	}
	check("first generation")
	touch("second")
	maps.Copy(want, save("two ", 7))
	check("some of the second")
}
