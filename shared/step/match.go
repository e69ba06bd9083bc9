package step

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/catalog"
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
				u, err := NextGeneration(gctx, m.Books, rfc, refs[i], policy)
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

// NextGeneration is the book of one material at ref.Wanted: it goes on from
// the generation there is, or evaluates the whole history.
func NextGeneration(ctx context.Context, store Books, rfc string, ref MaterialRef, policy ledger.Policy) (BookUpdate, error) {
	g, err := generation(ctx, store, rfc, ref, policy)
	if err != nil {
		return BookUpdate{}, broken(ref.ID, err)
	}
	return BookUpdate{
		Ref: ref, Segments: g.Segments,
		Book: BookRecord{ID: ref.ID, Gen: ref.Gen + 1, Applied: ref.Wanted, Manifest: g.Manifest},
	}, nil
}

func generation(ctx context.Context, store Books, rfc string, ref MaterialRef, policy ledger.Policy) (*ledger.Generation, error) {
	var head BookRecord
	fetch := segmentsOf(ctx, store, rfc, ref.ID)
	version := catalog.Default().Version
	if ref.Gen > 0 {
		var err error
		if head, _, err = store.Book(ctx, rfc, ref.ID); err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		if head.Gen != ref.Gen {
			return nil, fault.Newf(fault.Conflict, "match "+ref.ID, "the book went on from generation %d to %d meanwhile", ref.Gen, head.Gen)
		}
		edits, err := store.Edits(ctx, rfc, ref)
		if err != nil {
			return nil, err //nolint:wrapcheck // same
		}
		g, err := ledger.Advance(head.Manifest, policy, version, edits, fetch)
		if !errors.Is(err, ledger.ErrWhole) {
			return g, err //nolint:wrapcheck // the caller names the material
		}
	}
	rows, err := store.Movements(ctx, rfc, ref.ID, ref.Wanted)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return ledger.EvaluateRows(rfc, ref.Material, rows, policy, version, head.Manifest, fetch) //nolint:wrapcheck // the caller names the material
}
