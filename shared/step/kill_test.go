package step_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// store is step.Books under a name that is not one of its methods.
type store interface{ step.Books }

// failing is a store whose writes fail as planned: before they are made, or
// after, when only the answer is lost.
type failing struct {
	store
	commits, saves []moment // what happens to each write in turn; then nothing
}

// moment is what happens to one write.
type moment struct {
	after bool // the write was made, its answer is lost
	class fault.Class
}

func (m moment) err() error { return fault.New(m.class, "write", errors.New("planned")) }

func next(plan *[]moment) (m moment, ok bool) {
	if len(*plan) == 0 {
		return m, false
	}
	m, *plan = (*plan)[0], (*plan)[1:]
	return m, m.class != 0
}

func (f *failing) Commit(ctx context.Context, c step.Commit) error {
	m, fails := next(&f.commits)
	if fails && !m.after {
		return m.err()
	}
	if err := f.store.Commit(ctx, c); err != nil || !fails {
		return err
	}
	return m.err()
}

func (f *failing) SaveBooks(ctx context.Context, rfc string, us []step.BookUpdate) error {
	m, fails := next(&f.saves)
	if fails && !m.after {
		return m.err()
	}
	if err := f.store.SaveBooks(ctx, rfc, us); err != nil || !fails {
		return err
	}
	return m.err()
}

// deliver settles and matches as a worker does: what fails is tried again
// with the same papers, as long as its class allows.
func deliver(t *testing.T, w *world, papers []*step.Paper) []step.Record {
	t.Helper()
	for range 10 {
		records, _, err := w.ingest().Settle(w.ctx, papers, true)
		if err == nil {
			_, err = (&step.Match{Books: w.books, Workers: 2}).Run(w.ctx, rfc)
		}
		if err == nil {
			return records
		}
		if c := fault.Of(err); c != fault.Transient && c != fault.Conflict {
			t.Fatal(err)
		}
	}
	t.Fatal("it never got through")
	return nil
}

// TestKilledAndTriedAgain: whatever write fails, however, nothing is lost and
// nothing is there twice.
func TestKilledAndTriedAgain(t *testing.T) {
	t.Parallel()
	before := func(c fault.Class) moment { return moment{class: c} }
	after := moment{after: true, class: fault.Transient}
	plans := map[string]failing{
		"no failure":                         {},
		"commit: lost a race":                {commits: []moment{before(fault.Conflict), before(fault.Conflict)}},
		"commit: the store was away":         {commits: []moment{before(fault.Transient)}},
		"commit: the answer was lost":        {commits: []moment{after}},
		"commit: answers lost in a row":      {commits: []moment{after, after, {}, after}},
		"commit: lost, then a race":          {commits: []moment{after, before(fault.Conflict)}},
		"commit: a race whose writer was us": {commits: []moment{{after: true, class: fault.Conflict}}},
		"books: another saved first":         {saves: []moment{before(fault.Conflict), before(fault.Conflict)}},
		"books: the store was away":          {saves: []moment{before(fault.Transient), {}, before(fault.Transient)}},
		"books: the answer was lost":         {saves: []moment{after, after}},
		"everything at once":                 {commits: []moment{before(fault.Conflict), after, before(fault.Transient), after}, saves: []moment{after, before(fault.Conflict), before(fault.Transient)}},
	}
	for name, papers := range stories() {
		clean := newWorld(t)
		for _, p := range papers() {
			deliver(t, clean, []*step.Paper{p})
		}
		want := clean.state(rfc)
		for plan, f := range plans {
			t.Run(name+"/"+plan, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				f.store = w.books
				w.books = &f
				for _, p := range papers() {
					for _, r := range deliver(t, w, []*step.Paper{p}) {
						if r.Status == document.Quarantined {
							t.Errorf("%s is %s", r.Name, r.Status)
						}
					}
				}
				w.check(rfc)
				if d := cmp.Diff(want, w.state(rfc)); d != "" {
					t.Errorf("(-without failures +with):\n%s", d)
				}
				docs, err := step.Documents(w.ctx, w.books, rfc)
				if err != nil || len(docs) != len(papers()) {
					t.Errorf("%d documents of %d, %v", len(docs), len(papers()), err)
				}
			})
		}
	}
}

// TestNothingHalfKept: a commit that fails for good leaves the books as they
// were, and the error has its class.
func TestNothingHalfKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(stories()["a chain of rectifications"]()[0])
	w.match(rfc)
	want := w.state(rfc)
	corrupt := moment{class: fault.Corrupt}
	w.books = &failing{store: w.books, commits: []moment{corrupt}}
	_, _, err := w.ingest().Settle(w.ctx, stories()["a chain of rectifications"]()[1:], true)
	if !fault.Is(err, fault.Corrupt) {
		t.Fatalf("%v", err)
	}
	w.match(rfc)
	if d := cmp.Diff(want, w.state(rfc)); d != "" {
		t.Error(d)
	}
}

// TestRaceWithoutEnd gives up as a Conflict, so that the queue tries later.
func TestRaceWithoutEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var always []moment
	for range 50 {
		always = append(always, moment{class: fault.Conflict})
	}
	w.books = &failing{store: w.books, commits: always}
	if _, _, err := w.ingest().Settle(w.ctx, stories()["a chain of rectifications"]()[:1], true); !fault.Is(err, fault.Conflict) {
		t.Errorf("%v", err)
	}
}

// TestTurn: a commit asks for its turn before each attempt until it has it, gives
// it back once, and stores its bytes once however often it loses.
func TestTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lose := moment{class: fault.Conflict}
	w.books = &failing{store: w.books, commits: []moment{lose, lose, lose}}
	bytes := &counted{shelves: w.blobs}
	var asked []int
	given := 0
	in := w.ingest()
	in.Blobs = bytes
	in.Turn = func(_ context.Context, of string, lost int) (func(), error) {
		asked = append(asked, lost)
		if of != rfc || lost < 2 {
			return nil, nil //nolint:nilnil // no turn yet
		}
		return func() { given++ }, nil
	}
	paper := original()
	paper.Bytes = []byte("as it came")
	if _, _, err := in.Settle(w.ctx, []*step.Paper{paper}, true); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]int{0, 1, 2}, asked); d != "" || given != 1 || bytes.puts != 1 {
		t.Errorf("given back %d times, bytes stored %d times, asked %s", given, bytes.puts, d)
	}
	in.Turn = func(context.Context, string, int) (func(), error) {
		return nil, fault.Newf(fault.Transient, "wait", "ended")
	}
	if _, _, err := in.Settle(w.ctx, []*step.Paper{original()}, true); !fault.Is(err, fault.Transient) {
		t.Errorf("%v", err)
	}
}

// counted counts what is stored.
type counted struct {
	*shelves
	puts int
}

func (c *counted) Put(ctx context.Context, rfc string, shelf step.Shelf, b []byte) (document.Hash, error) {
	c.puts++
	return c.shelves.Put(ctx, rfc, shelf, b)
}
