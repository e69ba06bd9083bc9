package step

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Match brings the books up to their movements.
type Match struct {
	Books Books
	// Workers is how many materials are evaluated at once; a material is
	// never evaluated twice at once.
	Workers int
	// Progress is told how many materials are done, of how many; may be nil.
	Progress func(done, of int)
}

// saveEvery bounds how many books wait for one transaction.
const saveEvery = 64

// Run evaluates every material whose book is behind, until none is. It is the
// sweeper too: what a crash left behind is found by its sequence.
func (m *Match) Run(ctx context.Context, rfc string) (materials int, err error) {
	for range attempts {
		dirty, err := m.Books.Dirty(ctx, rfc)
		if err != nil || len(dirty) == 0 {
			return materials, err //nolint:wrapcheck // a fault of the store, already classified
		}
		if err := m.pass(ctx, rfc, dirty); err != nil && !fault.Is(err, fault.Conflict) {
			return materials, err
		}
		materials += len(dirty)
	}
	return materials, fault.Newf(fault.Conflict, "match "+rfc, "materials kept changing for %d passes", attempts)
}

func (m *Match) pass(ctx context.Context, rfc string, dirty []MaterialRef) error {
	basis, err := CurrentBasis(ctx, m.Books, rfc)
	if err != nil {
		return err
	}
	policy := basis.Terms.Policy
	saver, sctx := errgroup.WithContext(ctx) // saves one batch while the next is evaluated
	saver.SetLimit(1)
	for from := 0; from < len(dirty) && sctx.Err() == nil; from += saveEvery {
		refs := dirty[from:min(from+saveEvery, len(dirty))]
		updates := make([]BookUpdate, len(refs))
		g, gctx := errgroup.WithContext(sctx)
		g.SetLimit(max(1, m.Workers))
		for i := range refs {
			g.Go(func() error {
				u, err := m.evaluate(gctx, rfc, refs[i], policy)
				updates[i] = u
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return errors.Join(saver.Wait(), err)
		}
		saver.Go(func() error { return m.Books.SaveBooks(sctx, rfc, updates) })
		if m.Progress != nil {
			m.Progress(from+len(refs), len(dirty))
		}
	}
	return saver.Wait() //nolint:wrapcheck // a fault of the store, already classified
}

func (m *Match) evaluate(ctx context.Context, rfc string, ref MaterialRef, policy ledger.Policy) (BookUpdate, error) {
	book, run, err := EvaluateMaterial(ctx, m.Books, rfc, ref, policy)
	if err != nil {
		return BookUpdate{}, err
	}
	return BookUpdate{Ref: ref, Book: BookRecord{ID: ref.ID, Gen: ref.Gen + 1, Applied: ref.Wanted, Run: run, Data: book.Pack()}}, nil
}

// EvaluateMaterial computes the book of one material from its movements, and
// the id of that run: the hash of its inputs.
func EvaluateMaterial(ctx context.Context, store BookStore, rfc string, ref MaterialRef, policy ledger.Policy) (*ledger.Book, document.Hash, error) {
	rows, err := store.Movements(ctx, rfc, ref.ID)
	if err != nil {
		return nil, "", err //nolint:wrapcheck // a fault of the store, already classified
	}
	movements := make([]ledger.Movements, len(rows))
	hashes := make([]document.Hash, len(rows))
	for i, b := range rows {
		if movements[i], err = ledger.UnpackMovements(b); err != nil {
			return nil, "", fault.New(fault.Corrupt, "movements of "+ref.ID, err)
		}
		hashes[i] = document.HashOf(b)
	}
	version := catalog.Default().Version
	return ledger.Evaluate(rfc, ref.Material, movements, policy, version), ledger.RunID(rfc, ref.ID, hashes, policy, version), nil
}
