package step

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// OpenBook puts a whole book together from its segments.
func OpenBook(ctx context.Context, store BookStore, rfc string, r BookRecord) (*ledger.Book, error) {
	b, err := ledger.OpenBook(r.Manifest, segmentsOf(ctx, store, rfc, r.ID))
	if !fault.Is(err, fault.Conflict) {
		return b, broken(r.ID, err)
	}
	// a segment is gone: the generation was replaced and cleared away meanwhile
	head, ok, headErr := store.Book(ctx, rfc, r.ID)
	if headErr != nil {
		return nil, headErr //nolint:wrapcheck // a fault of the store, already classified
	}
	if !ok || head.Gen == r.Gen {
		return nil, fault.New(fault.Corrupt, "book "+r.ID, err)
	}
	b, err = ledger.OpenBook(head.Manifest, segmentsOf(ctx, store, rfc, r.ID))
	return b, broken(r.ID, err)
}

// segmentsOf reads segments of one material.
func segmentsOf(ctx context.Context, store BookStore, rfc, material string) ledger.Fetch {
	return func(ids []ledger.SegmentID) ([][]byte, error) {
		return store.Segments(ctx, rfc, material, ids)
	}
}

// broken classifies what a book could not be read for.
func broken(id string, err error) error {
	if errors.Is(err, ledger.ErrPacked) {
		return fault.New(fault.Corrupt, "book "+id, err)
	}
	return err
}

// ahead is how many books are opened at once.
const ahead = 8

// opened is a head and its book.
type opened struct {
	record BookRecord
	book   *ledger.Book
}

// EachBookBut walks the decoded books of a programme but those whose head the
// caller knows already, also those that say nothing.
func EachBookBut(ctx context.Context, store BookStore, rfc string, known func(*BookRecord) bool, fn func(*BookRecord, *ledger.Book) error) error {
	return eachOpened(ctx, store, rfc, known, func(r BookRecord, b *ledger.Book) error { return fn(&r, b) })
}

// eachOpened opens the books of a programme but some, a few at once, and gives
// them in the order of their materials.
func eachOpened(ctx context.Context, store BookStore, rfc string, but func(*BookRecord) bool, fn func(BookRecord, *ledger.Book) error) error {
	var batch []opened
	flush := func() error {
		g, gctx := errgroup.WithContext(ctx)
		for i := range batch {
			g.Go(func() (err error) {
				batch[i].book, err = OpenBook(gctx, store, rfc, batch[i].record)
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return err //nolint:wrapcheck // already classified
		}
		for _, o := range batch {
			if err := fn(o.record, o.book); err != nil {
				return err
			}
		}
		batch = batch[:0]
		return nil
	}
	for r, err := range store.Books(ctx, rfc) {
		if err != nil {
			return err
		}
		if but != nil && but(&r) {
			continue
		}
		if batch = append(batch, opened{record: r}); len(batch) == ahead {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
