package desk

import (
	"context"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
)

// Simulate implements Planner. What only changes the policy is kept; a scenario
// with tables is worked out each time, in its turn.
func (r *reading) Simulate(ctx context.Context, rfc string, s step.Scenario) (*step.Simulated, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	if len(s.Tables) > 0 {
		done, err := patienceOf(ctx).turn(ctx)
		if err != nil {
			return nil, err
		}
		defer done()
		return r.simulate(ctx, rfc, s)
	}
	k := scenarioKey{at, string(s.SinBOM), s.InventoryKey, -1, s.On}
	if s.LeadDays != nil {
		k.lead = *s.LeadDays
	}
	r.tries.forget(func(k scenarioKey) bool { return k.before(at) })
	return r.tries.of(ctx, k, func(ctx context.Context) (*step.Simulated, error) { return r.simulate(ctx, rfc, s) })
}

func (r *reading) simulate(ctx context.Context, rfc string, s step.Scenario) (*step.Simulated, error) {
	select {
	case r.busy <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err() //nolint:wrapcheck // the browser left
	}
	defer func() { <-r.busy }()
	return step.Simulate(ctx, r.books, rfc, s) //nolint:wrapcheck // the screen names the scenario
}

// Reports implements Balances.
func (r *reading) Reports(ctx context.Context, rfc string, from, today document.Date) (*report.Set, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	r.reports.forget(func(k reportKey) bool { return k.before(at) })
	return r.reports.of(ctx, reportKey{at, from, today}, func(ctx context.Context) (*report.Set, error) {
		p, err := r.Programme(ctx, rfc)
		if err != nil {
			return nil, err
		}
		var books []*ledger.Kept
		rack := ledger.NewRack() // never all of them open at once
		err = step.EachBook(ctx, r.books, rfc, func(b *ledger.Book) error {
			books = append(books, rack.Keep(b))
			return nil
		})
		if err != nil {
			return nil, err //nolint:wrapcheck // names the book
		}
		rack.Done()
		head := report.Head{RFC: rfc, Nombre: p.Nombre, Programa: p.Numero, Period: from.String() + "_" + today.String(), From: from, To: today}
		return report.Build(head, p.Basis.Terms.Catalog, books, nil, nil)
	})
}
