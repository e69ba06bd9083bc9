package desk

import (
	"context"
	"maps"
	"slices"
	"sort"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// Changes is what came in since a moment.
type Changes struct {
	Since    time.Time
	Arrived  map[document.Status]int // documents by what became of them, copies among them
	Rewrites []*ledger.Rewrite       // what runs since then changed of the past

	first  int64 // the last entry before the moment
	head   int64 // the last one that is told of
	behind int   // materials that waited then
}

// Changes implements Documents. What came in is counted on from the answer that
// is kept, and what it changed too, once no book is behind.
func (r *reading) Changes(ctx context.Context, rfc string, since time.Time) (*Changes, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	return r.changes.of(ctx, changeKey{at, since.UnixNano()}, func(ctx context.Context) (*Changes, error) {
		out := &Changes{Since: since, Arrived: map[document.Status]int{}, head: at.head.Seq, behind: at.behind}
		before, ok := r.changes.latest(func(k changeKey) bool {
			return k.rfc == rfc && k.since == since.UnixNano() && k.head.Seq <= at.head.Seq
		})
		if !ok {
			if out.first, err = r.before(ctx, rfc, at.head.Seq, since); err != nil {
				return nil, err
			}
			before = &Changes{first: out.first, head: out.first, behind: 1}
		}
		out.first = before.first
		maps.Copy(out.Arrived, before.Arrived)
		if err := out.count(ctx, r.books, rfc, before.head); err != nil {
			return nil, err
		}
		from := before.head
		if before.behind > 0 { // what waited then is of entries before: it is asked for once more
			from = before.first
		}
		fresh, err := step.RewritesAfter(ctx, r.books, rfc, from)
		if err != nil {
			return nil, err //nolint:wrapcheck // names the programme itself
		}
		old := slices.DeleteFunc(slices.Clone(before.Rewrites), func(w *ledger.Rewrite) bool { return w.ToSeq > from })
		out.Rewrites = append(old, fresh...)
		return out, nil
	})
}

// count counts the documents that came after an entry, up to the last that is told
// of.
func (c *Changes) count(ctx context.Context, books step.Journal, rfc string, after int64) error {
	for e, err := range books.Entries(ctx, rfc, after) {
		if err != nil {
			return err
		}
		if e.Seq > c.head {
			break
		}
		if e.Record.Came() {
			c.Arrived[e.Record.Status]++
		}
	}
	return nil
}

// before is the last sequence recorded before a moment, found by halving.
func (r *reading) before(ctx context.Context, rfc string, head int64, since time.Time) (int64, error) {
	var failed error
	n := sort.Search(int(head), func(i int) bool {
		for e, err := range r.books.Entries(ctx, rfc, int64(i)) {
			if err != nil {
				failed = err
				return true
			}
			return !e.RecordedAt.Before(since)
		}
		return true
	})
	return int64(n), failed
}
