package desk

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
)

// stood is what persons decided by a day about what was found, with what was
// looked at of it. It never changes.
type stood struct {
	rows *boardRows
	said []plant.Resolution
	on   document.Date

	standings map[int]rule.Standing // of those that somebody decided about
	Gone      int                   // decisions about findings that are no longer there
	views     *memo[findingAsk, *findingView]
}

// keptFindingViews is how many ways to look at one board are kept.
const keptFindingViews = 8

// stand holds what was found against what persons decided by a day.
func (b *boardRows) stand(said []plant.Resolution, on document.Date) *stood {
	out := &stood{rows: b, said: said, on: on, standings: map[int]rule.Standing{}, views: newMemo[findingAsk, *findingView](keptFindingViews)}
	for first := 0; first < len(said); {
		last := first
		for last < len(said) && said[last].Huella == said[first].Huella { // they come by fingerprint
			last++
		}
		about := said[first:last]
		first = last
		here := b.printed(about[0].Huella)
		if len(here) == 0 {
			out.Gone += len(about)
		}
		for _, i := range here {
			cause, own := b.Keys[i].Cause, about
			if len(here) > 1 { // each of them by what was said of its own cause
				own = slices.DeleteFunc(slices.Clone(about), func(r plant.Resolution) bool { return r.Causa != "" && r.Causa != cause })
			}
			out.standings[i] = rule.StandingOf(own, cause, on)
		}
	}
	return out
}

// standings holds of every programme how its findings stood last: as long as
// nothing else was found or decided they stand as they did, whatever came in.
type standings struct {
	mu   sync.Mutex
	last map[string]*stood // by programme
}

func (s *standings) of(rfc string, b *boardRows, said []plant.Resolution, on document.Date) *stood {
	s.mu.Lock()
	have := s.last[rfc]
	s.mu.Unlock()
	if have != nil && have.rows == b && have.on == on && slices.Equal(have.said, said) {
		return have
	}
	now := b.stand(said, on)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last = map[string]*stood{}
	}
	s.last[rfc] = now
	return now
}

// Board implements Judges.
func (o *Office) Board(ctx context.Context, rfc string, on document.Date) (*Board, error) {
	now, at, err := o.state(ctx, rfc, on)
	if err != nil {
		return nil, err
	}
	have, err := o.boards.get(ctx, rfc, now)
	if err != nil {
		return nil, err
	}
	said, err := o.decided(ctx, at)
	if err != nil {
		return nil, err
	}
	return &Board{have.as(now), have.V, o.stood.of(rfc, have.V, said, on)}, nil
}

// Resolutions implements Judges.
func (o *Office) Resolutions(ctx context.Context, rfc string) ([]plant.Resolution, error) {
	at, err := o.reading.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	return o.decided(ctx, at)
}

// decided are the decisions at a state of the journal, which says all of them. The
// page waits for them whatever its patience is: they are few.
func (o *Office) decided(ctx context.Context, at stamp) ([]plant.Resolution, error) {
	at.behind = 0 // a decision waits for no matching
	return o.said.of(patienceOf(ctx).unhurried(ctx), at, func(ctx context.Context) ([]plant.Resolution, error) {
		said, err := step.Resolutions(ctx, o.Books, at.rfc)
		if err != nil {
			return nil, fmt.Errorf("decisions of %s: %w", at.rfc, err)
		}
		return said, nil
	})
}
