package step

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Difference is what two runs, or the books at two moments, say otherwise.
type Difference struct {
	Deltas []ledger.Delta
	// Periods are the months (YYYY-MM) whose closing balances differ: what was
	// reported of them no longer holds.
	Periods []string
}

// add compares two books of one material; either may be nil.
func (d *Difference) add(before, after *ledger.Book, months map[string]bool) {
	d.Deltas = append(d.Deltas, ledger.Compare(before, after)...)
	for _, m := range ledger.OtherwiseOf(before, after).Months() {
		months[m] = true
	}
}

func (d *Difference) close(months map[string]bool) *Difference {
	d.Periods = slices.Sorted(maps.Keys(months))
	return d
}

// DiffKnown compares what the books said at two moments; a zero end is now.
func DiffKnown(ctx context.Context, store Books, rfc string, from, to time.Time) (*Difference, error) {
	before, err := KnownAt(ctx, store, rfc, from)
	if err != nil {
		return nil, err
	}
	after, err := KnownAt(ctx, store, rfc, to)
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, d := range []*Derived{before, after} {
		for id := range d.Moves {
			ids[id] = true
		}
	}
	out, months := &Difference{}, map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		a, err := before.Book(id)
		if err != nil {
			return nil, err
		}
		b, err := after.Book(id)
		if err != nil {
			return nil, err
		}
		out.add(a, b, months)
	}
	return out.close(months), nil
}

// DiffRuns compares two evaluations of one material, named by their run ids or
// the beginnings of them: by the record that was stored when the second
// replaced the first, else by opening both.
func DiffRuns(ctx context.Context, store Books, rfc string, a, b document.Hash) (*Difference, error) {
	before, err := findRun(ctx, store, rfc, a)
	if err != nil {
		return nil, err
	}
	after, err := findRun(ctx, store, rfc, b)
	if err != nil {
		return nil, err
	}
	if before.ID != after.ID {
		return nil, fault.Newf(fault.Misconfigured, "diff of runs", "run %s is of material %s and run %s of material %s", a, before.ID, b, after.ID)
	}
	if d, err := storedBetween(ctx, store, rfc, &before, &after); d != nil || err != nil {
		return d, err
	}
	return computed(ctx, store, rfc, before, after)
}

// storedBetween is what was stored when the second of two generations replaced
// the first; nil when it did not, or changed nothing of the past.
func storedBetween(ctx context.Context, store BookStore, rfc string, before, after *BookRecord) (*Difference, error) {
	if after.Rewrite == nil {
		return nil, nil //nolint:nilnil // there is none
	}
	r, err := ledger.UnpackRewrite(after.Rewrite)
	if err != nil {
		return nil, broken(after.ID, err)
	}
	if r.From != before.Run() {
		return nil, nil //nolint:nilnil // it is about another generation
	}
	deltas, err := r.Deltas(segmentsOf(ctx, store, rfc, after.ID))
	return &Difference{Deltas: deltas, Periods: r.Periods}, broken(after.ID, err)
}

func computed(ctx context.Context, store BookStore, rfc string, a, b BookRecord) (*Difference, error) {
	before, err := OpenBook(ctx, store, rfc, a)
	if err != nil {
		return nil, err
	}
	after, err := OpenBook(ctx, store, rfc, b)
	if err != nil {
		return nil, err
	}
	out, months := &Difference{}, map[string]bool{}
	out.add(before, after, months)
	return out.close(months), nil
}

// ErrNoRun is a run that no book of a programme was ever made by.
var ErrNoRun = errors.New("no book was ever made by run")

// findRun looks a run up among all generations of the books.
func findRun(ctx context.Context, store Books, rfc string, run document.Hash) (BookRecord, error) {
	var found BookRecord
	err := eachGeneration(ctx, store, rfc, -1, func(r BookRecord) error {
		if run == "" || !strings.HasPrefix(string(r.Run()), string(run)) {
			return nil
		}
		if found.ID != "" && found.Run() != r.Run() {
			return fault.Newf(fault.Misconfigured, "diff of runs", "%q begins more than one run; write more of it", run)
		}
		found = r
		return nil
	})
	if err == nil && found.ID == "" {
		err = fault.New(fault.Misconfigured, "diff of runs", fmt.Errorf("%w %q", ErrNoRun, run))
	}
	return found, err
}

// eachGeneration walks all generations of the materials whose book covers more
// than the journal up to a sequence.
func eachGeneration(ctx context.Context, store BookStore, rfc string, after int64, fn func(BookRecord) error) error {
	for head, err := range store.Books(ctx, rfc) {
		if err != nil {
			return err
		}
		if head.Applied <= after {
			continue
		}
		for r, err := range store.Generations(ctx, rfc, head.ID) {
			if err != nil {
				return err
			}
			if err := fn(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// Rewrites are the records of all generations that changed the past, in the
// order of the journal.
func Rewrites(ctx context.Context, store BookStore, rfc string) ([]*ledger.Rewrite, error) {
	return RewritesAfter(ctx, store, rfc, -1)
}

// RewritesAfter are those of generations that cover more than the journal up to
// a sequence. Materials that nothing came to since are not read.
func RewritesAfter(ctx context.Context, store BookStore, rfc string, after int64) ([]*ledger.Rewrite, error) {
	out := []*ledger.Rewrite{}
	err := eachGeneration(ctx, store, rfc, after, func(g BookRecord) error {
		if g.Rewrite == nil || g.Applied <= after {
			return nil
		}
		r, err := ledger.UnpackRewrite(g.Rewrite)
		out = append(out, r)
		return broken(g.ID, err)
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b *ledger.Rewrite) int {
		return cmp.Or(cmp.Compare(a.ToSeq, b.ToSeq), cmp.Compare(a.Material.Key, b.Material.Key), cmp.Compare(a.Material.Unit, b.Material.Unit))
	})
	return out, nil
}
