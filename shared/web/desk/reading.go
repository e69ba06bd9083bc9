package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
)

// reading answers from the books by the steps of the command line. What it
// worked out it keeps for as long as the journal and the books stand still.
type reading struct {
	books   step.Books
	shelves *memo[stamp, *Shelf]
	clashes *memo[stamp, []ledger.Finding]
	changes *memo[changeKey, *Changes]
	stocks  *memo[stockKey, *Stock]
	pasts   *memo[stockKey, *Stock]
	about   *memo[stamp, *Programme]
	tries   *memo[scenarioKey, *step.Simulated]
	reports *memo[reportKey, *report.Set]
	plans   *memo[planKey, *step.Planned]
	busy    chan struct{} // one simulation at a time: it holds the books twice
}

// stamp names a state of a programme's books: everything follows from its
// journal, and how far matching has come on it. Matching only goes forward, so
// the number that waits tells one state from another.
type stamp struct {
	rfc    string
	head   step.Head
	behind int
}

// before reports a state that the journal of the programme has left behind:
// nobody asks for it again.
func (s stamp) before(now stamp) bool { return s.rfc == now.rfc && s.head.Seq < now.head.Seq }

type (
	planKey struct {
		stamp
		op step.Operation
	}
	changeKey struct {
		stamp
		since int64
	}
	stockKey struct {
		stamp
		on    document.Date
		known int64
	}
	reportKey struct {
		stamp
		from, to document.Date
	}
	scenarioKey struct {
		stamp
		sinBOM, key string
		lead        int // -1 as it is
		on          document.Date
	}
)

// Answers kept at once: programmes or days that people look at in turn.
const (
	keptProgrammes = 8
	keptStocks     = 4
	keptShelves    = 2
	keptReports    = 1 // they hold the books
)

// Read is a reader over the books.
func Read(books step.Books) Reader {
	return &reading{
		books: books, shelves: newMemo[stamp, *Shelf](keptShelves), clashes: newMemo[stamp, []ledger.Finding](keptProgrammes),
		changes: newMemo[changeKey, *Changes](keptProgrammes), stocks: newMemo[stockKey, *Stock](keptStocks), pasts: longMemo[stockKey, *Stock](keptStocks), about: newMemo[stamp, *Programme](keptProgrammes),
		reports: longMemo[reportKey, *report.Set](keptReports), plans: newMemo[planKey, *step.Planned](keptStocks),
		tries: longMemo[scenarioKey, *step.Simulated](keptStocks), busy: make(chan struct{}, 1),
	}
}

// stamp reads the head before what waits: a commit in between leaves a stamp that
// nobody asks for again, where the other order would leave one that says that
// nothing waits. What belongs to no programme depends on what programmes took of
// it: its head is that of all journals.
func (r *reading) stamp(ctx context.Context, rfc string) (stamp, error) {
	head, err := r.books.Head(ctx, rfc)
	if err != nil {
		return stamp{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	if rfc == step.Unassigned {
		if head.Hash, err = r.heads(ctx); err != nil {
			return stamp{}, err
		}
	}
	dirty, err := r.books.Dirty(ctx, rfc)
	return stamp{rfc, head, len(dirty)}, err //nolint:wrapcheck // same
}

// heads names the state of all journals.
func (r *reading) heads(ctx context.Context) (document.Hash, error) {
	all, err := r.books.Programmes(ctx)
	if err != nil {
		return "", err //nolint:wrapcheck // a fault of the store, already classified
	}
	var b []byte
	for _, rfc := range all {
		head, err := r.books.Head(ctx, rfc)
		if err != nil {
			return "", err //nolint:wrapcheck // same
		}
		b = append(append(b, head.Hash...), ' ')
	}
	return document.HashOf(b), nil
}

// Programmes implements Programmes.
func (r *reading) Programmes(ctx context.Context) ([]string, error) {
	return r.books.Programmes(ctx) //nolint:wrapcheck // a fault of the store, already classified
}

// Contradictions implements Documents.
func (r *reading) Contradictions(ctx context.Context, rfc string) ([]ledger.Finding, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	at.behind = 0 // resolving comes with the commit
	return r.clashes.of(ctx, at, func(ctx context.Context) (out []ledger.Finding, err error) {
		for g, err := range r.books.GroupFindings(ctx, rfc) {
			if err != nil {
				return nil, err
			}
			for i := range g.Findings {
				if g.Findings[i].Code == "sources_contradict" {
					out = append(out, g.Findings[i])
				}
			}
		}
		return out, nil
	})
}

// Declaring implements Documents.
func (r *reading) Declaring(ctx context.Context, rfc string, ref ledger.Ref) (out []string, err error) {
	key := ref.Key()
	suffix := ledger.Suffix(key)
	refs, err := r.books.Groups(ctx, rfc, []string{suffix})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	for _, g := range refs[suffix] {
		if g.Key == key && inBooks.MatchString(g.Group) && !slices.Contains(out, g.Group) {
			out = append(out, g.Group)
		}
	}
	return out, nil
}

// Open implements Balances. Books that moved while they were read are read
// again; when they never stand still the answer says that it is behind.
func (r *reading) Open(ctx context.Context, rfc string, on document.Date, known time.Time) (*Stock, error) {
	at, err := r.stamp(ctx, rfc)
	for range 3 {
		if err != nil {
			return nil, err
		}
		s, err := r.open(ctx, at, on, known)
		if err != nil {
			return nil, err
		}
		again, err := r.stamp(ctx, rfc)
		if err != nil || again == at {
			return s, err
		}
		at = again
	}
	s, err := r.open(ctx, at, on, known)
	if err != nil {
		return nil, err
	}
	moving := *s
	moving.Behind = max(1, s.Behind)
	return &moving, nil
}

func (r *reading) open(ctx context.Context, at stamp, on document.Date, known time.Time) (*Stock, error) {
	if known.IsZero() {
		return r.stocks.of(ctx, stockKey{at, on, 0}, func(ctx context.Context) (*Stock, error) { return r.present(ctx, at, on) })
	}
	r.pasts.forget(func(k stockKey) bool { return k.before(at) })
	return r.pasts.of(ctx, stockKey{at, on, known.UnixNano()}, func(ctx context.Context) (*Stock, error) {
		s, err := r.past(ctx, at, on, known)
		if err != nil {
			return nil, fmt.Errorf("books of %s as known then: %w", at.rfc, err)
		}
		return s, nil
	})
}

// Plan implements Planner.
func (r *reading) Plan(ctx context.Context, rfc string, op step.Operation) (*step.Planned, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	r.plans.forget(func(k planKey) bool { return k.before(at) })
	return r.plans.of(ctx, planKey{at, op}, func(ctx context.Context) (*step.Planned, error) {
		return step.PlanOperation(ctx, r.books, rfc, op)
	})
}

// Seals implements Closings.
func (r *reading) Seals(ctx context.Context, rfc string) ([]step.Sealed, error) {
	return step.Seals(ctx, r.books, rfc) //nolint:wrapcheck // a fault of the store, already classified
}
