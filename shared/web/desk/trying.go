package desk

import (
	"context"

	"example.com/immex/shared/step"
)

// Simulate implements Planner. What only changes the policy is kept; a scenario
// with tables is worked out each time.
func (r *reading) Simulate(ctx context.Context, rfc string, s step.Scenario) (*step.Simulated, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	if len(s.Tables) > 0 {
		return r.simulate(ctx, rfc, s)
	}
	k := scenarioKey{at, string(s.SinBOM), s.InventoryKey, -1, s.On}
	if s.LeadDays != nil {
		k.lead = *s.LeadDays
	}
	return r.tries.of(k, func() (*step.Simulated, error) { return r.simulate(ctx, rfc, s) })
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
