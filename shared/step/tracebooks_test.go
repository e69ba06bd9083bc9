package step_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// books are those of a store.
type books = step.Books

// anyBooks is a store that does not tell which materials a group moves.
type anyBooks struct{ books }

// TestTraceOpensWhatMayTell: a trace that opens only the books that may know of
// a key finds what one finds that opens all of them, in books with opening
// balances, rectifications, shortages and products.
func TestTraceOpensWhatMayTell(t *testing.T) {
	t.Parallel()
	for _, opt := range []synth.Options{small(), {Seed: 5, Months: 3, Pedimentos: 8, Materials: 8, ErrorsOn: true}} {
		c := invent(t, opt)
		us := c.truth.Company.RFC
		w := newWorld(t)
		for _, name := range c.documents() {
			w.settle(c.read(name)...)
		}
		w.match(us)
		if _, ok := w.books.(step.Finder); !ok {
			t.Fatal("the store tells nothing")
		}
		keys := map[string]bool{"": true, "123456789012345": true}
		err := step.EachBook(w.ctx, w.books, us, func(b *ledger.Book) error {
			for i := range b.Lots {
				keys[b.Lots[i].Pedimento], keys[b.Lots[i].ID] = true, i%20 == 0 || keys[b.Lots[i].ID]
			}
			for i := range b.Exits {
				keys[b.Exits[i].Pedimento], keys[b.Exits[i].ID] = true, i%20 == 0 || keys[b.Exits[i].ID]
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		shortages, n := 0, 0
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			if !keys[key] {
				continue
			}
			n++
			want, err := step.Trace(w.ctx, anyBooks{w.books}, w.blobs, us, key)
			if err != nil {
				t.Fatal(err)
			}
			got, err := step.Trace(w.ctx, w.books, w.blobs, us, key)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s (-all books +those that may tell)\n%s", key, d)
			}
			shortages += len(got.Shortages)
		}
		t.Logf("%d keys, %d shortages", n, shortages)
	}
}
