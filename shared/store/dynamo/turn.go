package dynamo

import (
	"context"
	"math/rand/v2"
	"time"

	"example.com/immex/shared/fault"
)

// The turn at a journal is one item that says who has it and until when.
const (
	attrUntil = "until" // milliseconds since 1970; 0 when it was given back

	// turnTime is how long a holder that died keeps the others waiting; a commit
	// that takes longer goes on, and may lose again.
	turnTime = 10 * time.Second
	// The bounds of the time between two looks at a turn that another has.
	firstWait = 10 * time.Millisecond
	lastWait  = 200 * time.Millisecond
)

func turnPK(rfc string) string { return rfc + "#turn" }

// Turns gives turns by a clock, as step.Ingest asks for them: see turn.
func (s *Store) Turns(now func() time.Time) func(ctx context.Context, rfc string, lost int) (done func(), err error) {
	return func(ctx context.Context, rfc string, lost int) (func(), error) { return s.turn(ctx, rfc, lost, now) }
}

// turn waits while somebody else has the turn at a journal. Who waited, or lost
// a commit before, takes it: a commit that is long in the making would lose to
// short ones for ever, and each that loses has done its work for nothing. done
// gives it back, and is nil when there is nothing to give.
//
// It orders nothing: the conditional put of the commit does, and whoever
// cannot read or write the turn goes on without it. Only an ended ctx is an
// error.
func (s *Store) turn(ctx context.Context, rfc string, lost int, now func() time.Time) (done func(), err error) {
	me := token()
	alone := func() (func(), error) { // goes on without a turn, unless nobody waits any more
		if err := ctx.Err(); err != nil {
			return nil, fault.New(fault.Transient, "wait for the journal of "+rfc, err)
		}
		return nil, nil //nolint:nilnil // nothing to give back
	}
	for wait := firstWait; ; wait = min(2*wait, lastWait) {
		there, err := s.get(ctx, turnPK(rfc), only)
		if err != nil {
			return alone()
		}
		until := time.UnixMilli(there.number(attrUntil))
		if !now().Before(until) || until.After(now().Add(turnTime)) { // of a clock that is ahead: it would lock all others out
			if lost == 0 && wait == firstWait {
				return alone()
			}
			if err = s.takeTurn(ctx, rfc, me, now().Add(turnTime), there); err == nil {
				return func() { s.giveTurn(ctx, rfc, me) }, nil
			}
			if !fault.Is(err, fault.Conflict) {
				return alone()
			}
		}
		select {
		case <-ctx.Done():
			return alone()
		case <-time.After(rand.N(wait)): //nolint:gosec // chance, no secret
		}
	}
}

// takeTurn takes a turn that is free, unless another did meanwhile.
func (s *Store) takeTurn(ctx context.Context, rfc, me string, until time.Time, there item) error {
	i := at(turnPK(rfc), only)
	i[attrToken], i[attrUntil] = text(me), number(until.UnixMilli())
	if there == nil {
		return s.put(ctx, i, "attribute_not_exists(PK)", nil)
	}
	was := item{":by": there[attrToken], ":until": there[attrUntil]}
	return s.put(ctx, i, "#by = :by AND #until = :until", was)
}

// giveTurn ends a turn before its time, if it still is ours.
func (s *Store) giveTurn(ctx context.Context, rfc, me string) {
	const patience = 2 * time.Second // the caller's context may be what ended
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	i := at(turnPK(rfc), only)
	i[attrToken], i[attrUntil] = text(me), number(0)
	_ = s.put(ctx, i, "#by = :by", item{":by": text(me)}) // else it runs out
}
