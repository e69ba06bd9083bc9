package step

import (
	"cmp"
	"context"
	"errors"
	"slices"

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

// What waits for one transaction: as many books as are evaluated meanwhile, and
// no more of them or of their bytes than a machine has to spare. Every
// transaction waits for the disk once.
const (
	waiting   = 64
	saveEvery = 256
	saveBytes = 8 << 20
)

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
	ectx, stop := context.WithCancel(ctx)
	defer stop()
	updates := make(chan BookUpdate, waiting)
	evaluated := make(chan error, 1)
	go func() {
		evaluated <- m.evaluate(ectx, rfc, dirty, policy, updates)
		close(updates)
	}()
	saved := m.save(ctx, rfc, updates, len(dirty)) // what was evaluated is kept, whatever else fails
	stop()
	for range updates { // let the workers go: nothing more is saved
		continue
	}
	if saved != nil {
		return saved
	}
	return <-evaluated
}

// evaluate gives the next generation of each material as it is done.
func (m *Match) evaluate(ctx context.Context, rfc string, refs []MaterialRef, policy ledger.Policy, updates chan<- BookUpdate) error {
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, m.Workers))
	for _, ref := range refs {
		if gctx.Err() != nil {
			break
		}
		g.Go(func() error {
			u, err := NextGeneration(gctx, m.Books, rfc, ref, policy)
			if err != nil {
				return err
			}
			select {
			case updates <- u:
				return nil
			case <-gctx.Done():
				return context.Cause(gctx)
			}
		})
	}
	if err := g.Wait(); err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	return fault.New(fault.Transient, "match "+rfc, ctx.Err()) // it may have ended before the last one
}

// save writes the generations of some materials together, while others are
// evaluated.
func (m *Match) save(ctx context.Context, rfc string, updates <-chan BookUpdate, of int) error {
	done := 0
	for {
		var batch []BookUpdate
		size := 0
		for u := range updates {
			size += u.Size()
			if batch = append(batch, u); len(batch) == saveEvery || size >= saveBytes {
				break
			}
		}
		if len(batch) == 0 {
			return nil
		}
		// in the order of their keys, so that a batch touches few pages
		slices.SortFunc(batch, func(a, b BookUpdate) int { return cmp.Compare(a.Ref.ID, b.Ref.ID) })
		if err := m.Books.SaveBooks(ctx, rfc, batch); err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		if done += len(batch); m.Progress != nil {
			m.Progress(done, of)
		}
	}
}

// Size is how many bytes an update writes.
func (u *BookUpdate) Size() int {
	n := len(u.Book.Manifest) + len(u.Book.Rewrite)
	for i := range u.Segments {
		n += len(u.Segments[i].Data)
	}
	return n
}

// NextGeneration is the book of one material at ref.Wanted: it goes on from
// the generation there is, or evaluates the whole history.
func NextGeneration(ctx context.Context, store Books, rfc string, ref MaterialRef, policy ledger.Policy) (BookUpdate, error) {
	head, err := headOf(ctx, store, rfc, ref)
	if err != nil {
		return BookUpdate{}, err
	}
	g, err := generation(ctx, store, rfc, ref, head.Manifest, policy)
	if err != nil {
		return BookUpdate{}, broken(ref.ID, err)
	}
	u := BookUpdate{
		Ref: ref, Segments: g.Segments,
		Book: BookRecord{ID: ref.ID, Gen: ref.Gen + 1, Applied: ref.Wanted, Manifest: g.Manifest},
	}
	if ref.Gen > 0 {
		u.From = head.Run()
	}
	u.keepPast(rfc, g)
	return u, nil
}

// keepPast puts the record of what changed of the past into the update.
func (u *BookUpdate) keepPast(rfc string, g *ledger.Generation) {
	if g.Past == nil {
		return
	}
	r := ledger.Rewrite{RFC: rfc, Material: u.Ref.Material, From: u.From, To: g.Run(), FromSeq: u.Ref.Applied, ToSeq: u.Ref.Wanted}
	record, deltas := r.Pack(g.Past)
	u.Book.Rewrite = record
	if deltas != nil {
		u.Segments = append(u.Segments, *deltas)
	}
}

// headOf is the generation a new one goes on from; empty before the first.
func headOf(ctx context.Context, store BookStore, rfc string, ref MaterialRef) (BookRecord, error) {
	if ref.Gen == 0 {
		return BookRecord{}, nil
	}
	head, _, err := store.Book(ctx, rfc, ref.ID)
	if err != nil {
		return head, err //nolint:wrapcheck // a fault of the store, already classified
	}
	if head.Gen != ref.Gen {
		return head, fault.Newf(fault.Conflict, "match "+ref.ID, "the book went on from generation %d to %d meanwhile", ref.Gen, head.Gen)
	}
	return head, nil
}

func generation(ctx context.Context, store Books, rfc string, ref MaterialRef, prev []byte, policy ledger.Policy) (*ledger.Generation, error) {
	fetch := segmentsOf(ctx, store, rfc, ref.ID)
	version := catalog.Default().Version
	if ref.Gen > 0 {
		edits, err := store.Edits(ctx, rfc, ref)
		if err != nil {
			return nil, err //nolint:wrapcheck // same
		}
		g, err := ledger.Advance(prev, policy, version, edits, fetch)
		if !errors.Is(err, ledger.ErrWhole) {
			return g, err //nolint:wrapcheck // the caller names the material
		}
	}
	rows, err := store.Movements(ctx, rfc, ref.ID, ref.Wanted)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return ledger.EvaluateRows(rfc, ref.Material, rows, policy, version, prev, fetch) //nolint:wrapcheck // the caller names the material
}
