package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
)

// reading answers from the books by the steps of the command line. What it
// worked out it keeps for as long as the journal and the books stand still.
type reading struct {
	books     step.Books
	documents *memo[stamp, []step.DocumentState]
	shelves   *memo[stamp, *Shelf]
	clashes   *memo[stamp, []ledger.Finding]
	changes   *memo[changeKey, *Changes]
	stocks    *memo[stockKey, *Stock]
	about     *memo[stamp, *Programme]
	tries     *memo[scenarioKey, *step.Simulated]
	reports   *memo[reportKey, *report.Set]
	busy      chan struct{} // one simulation at a time: it holds the books twice
}

// stamp names a state of a programme's books: everything follows from its
// journal, and how far matching has come on it. Matching only goes forward, so
// the number that waits tells one state from another.
type stamp struct {
	rfc    string
	head   step.Head
	behind int
}

type (
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
)

// Read is a reader over the books.
func Read(books step.Books) Reader {
	return &reading{
		books: books, documents: newMemo[stamp, []step.DocumentState](keptProgrammes), shelves: newMemo[stamp, *Shelf](keptShelves), clashes: newMemo[stamp, []ledger.Finding](keptProgrammes),
		changes: newMemo[changeKey, *Changes](keptProgrammes), stocks: newMemo[stockKey, *Stock](keptStocks), about: newMemo[stamp, *Programme](keptProgrammes),
		reports: newMemo[reportKey, *report.Set](keptStocks),
		tries:   newMemo[scenarioKey, *step.Simulated](keptStocks), busy: make(chan struct{}, 1),
	}
}

// stamp reads the head before what waits: a commit in between leaves a stamp that
// nobody asks for again, where the other order would leave one that says that
// nothing waits.
func (r *reading) stamp(ctx context.Context, rfc string) (stamp, error) {
	head, err := r.books.Head(ctx, rfc)
	if err != nil {
		return stamp{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	dirty, err := r.books.Dirty(ctx, rfc)
	return stamp{rfc, head, len(dirty)}, err //nolint:wrapcheck // same
}

// Programmes implements Programmes.
func (r *reading) Programmes(ctx context.Context) ([]string, error) {
	return r.books.Programmes(ctx) //nolint:wrapcheck // a fault of the store, already classified
}

// Programme implements Programmes.
func (r *reading) Programme(ctx context.Context, rfc string) (*Programme, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	return r.about.of(at, func() (*Programme, error) {
		p := &Programme{RFC: rfc, Behind: at.behind}
		if rfc == step.Unassigned {
			return p, nil
		}
		basis, err := step.CurrentBasis(ctx, r.books, rfc)
		if err != nil {
			return nil, fmt.Errorf("programme %s: %w", rfc, err)
		}
		p.Basis = &basis
		if f := basis.Programme; f != nil {
			p.Nombre, p.Numero = f.Nombre, f.Programa
		}
		if p.Senders, err = step.Senders(ctx, r.books, rfc); err != nil {
			return nil, err //nolint:wrapcheck // names the programme
		}
		return p, nil
	})
}

// Documents implements Documents.
func (r *reading) Documents(ctx context.Context, rfc string) ([]step.DocumentState, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	at.behind = 0 // documents wait for no matching
	return r.documents.of(at, func() ([]step.DocumentState, error) { return step.Documents(ctx, r.books, rfc) })
}

// Contradictions implements Documents.
func (r *reading) Contradictions(ctx context.Context, rfc string) ([]ledger.Finding, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	at.behind = 0 // resolving comes with the commit
	return r.clashes.of(at, func() (out []ledger.Finding, err error) {
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

// Changes implements Documents.
func (r *reading) Changes(ctx context.Context, rfc string, since time.Time) (*Changes, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	return r.changes.of(changeKey{at, since.UnixNano()}, func() (*Changes, error) {
		before, err := r.before(ctx, rfc, at.head.Seq, since)
		if err != nil {
			return nil, err
		}
		out := &Changes{Since: since}
		for e, err := range r.books.Entries(ctx, rfc, before) {
			if err != nil {
				return nil, err
			}
			switch {
			case e.Record.Kind == document.KindSeal || e.Record.Kind == document.KindTerms:
			case e.Record.Status == document.Duplicate:
				out.Copies++
			default:
				out.Arrived = append(out.Arrived, e.Record)
			}
		}
		all, err := step.Rewrites(ctx, r.books, rfc)
		if err != nil {
			return nil, err //nolint:wrapcheck // names the programme itself
		}
		for _, w := range all {
			if w.ToSeq > before {
				out.Rewrites = append(out.Rewrites, w)
			}
		}
		return out, nil
	})
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
	moment := int64(0)
	if !known.IsZero() {
		moment = known.UnixNano()
	}
	return r.stocks.of(stockKey{at, on, moment}, func() (*Stock, error) {
		s := &Stock{On: on, Known: known, Behind: at.behind}
		err := r.each(ctx, at.rfc, known, func(b *ledger.Book) error {
			s.add(b)
			return nil
		})
		slices.SortFunc(s.Lots, func(a, b OpenLot) int {
			if a.Due.Known() != b.Due.Known() { // without a due date last
				if a.Due.Known() {
					return -1
				}
				return 1
			}
			return cmp.Or(cmp.Compare(a.Due, b.Due), strings.Compare(a.ID, b.ID))
		})
		return s, err
	})
}

// each walks the books as they are, or as they were known at a moment.
func (r *reading) each(ctx context.Context, rfc string, known time.Time, fn func(*ledger.Book) error) error {
	if known.IsZero() {
		return step.EachBook(ctx, r.books, rfc, fn) //nolint:wrapcheck // names the book
	}
	d, err := step.KnownAt(ctx, r.books, rfc, known)
	if err != nil {
		return fmt.Errorf("books of %s as known then: %w", rfc, err)
	}
	books, err := d.Books()
	if err != nil {
		return fmt.Errorf("books of %s as known then: %w", rfc, err)
	}
	for _, b := range books {
		if err := fn(b); err != nil {
			return err
		}
	}
	return nil
}

// add takes what is left in a book.
func (s *Stock) add(b *ledger.Book) {
	for _, l := range b.AsOf(s.On) {
		if l.Saldo+l.Desperdicio+l.Faltante == 0 {
			continue
		}
		o := OpenLot{
			ID: l.Lot.ID, Pedimento: l.Lot.Pedimento, Clave: l.Lot.Clave, Tipo: l.Lot.Tipo, Partida: l.Lot.Partida,
			Fraccion: l.Lot.Fraccion, Parte: l.Lot.Parte, Descripcion: l.Lot.Descripcion, Material: b.Material, UMT: l.Lot.UMT,
			Available: l.Lot.AvailableFrom, Due: l.Lot.Due, DueLast: l.Lot.DueLast,
			Saldo: l.Saldo, Desperdicio: l.Desperdicio, Faltante: l.Faltante, SaldoUMT: l.SaldoUMT, Held: l.Held,
			Value: l.Value(), Owed: l.Owed(),
		}
		if c, ok := contingencia.Of(&l, b.Material.Unit); ok {
			o.State = string(c.EstadoAl(s.On))
		}
		s.Lots = append(s.Lots, o)
	}
}

// Plan implements Planner.
func (r *reading) Plan(ctx context.Context, rfc string, op step.Operation) (*step.Planned, error) {
	return step.PlanOperation(ctx, r.books, rfc, op) //nolint:wrapcheck // the screen names the operation
}

// Seals implements Closings.
func (r *reading) Seals(ctx context.Context, rfc string) ([]step.Sealed, error) {
	return step.Seals(ctx, r.books, rfc) //nolint:wrapcheck // a fault of the store, already classified
}
