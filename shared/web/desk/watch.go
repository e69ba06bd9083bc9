package desk

import (
	"context"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// Watch works out findings and reconciliations of every programme when its books
// have stood still between two looks, so that a page finds them there. It ends
// with the context.
func (o *Office) Watch(ctx context.Context, today func() document.Date, every time.Duration) {
	before, failed := map[string]KeptState{}, map[string]KeptState{}
	for {
		o.refresh(ctx, today(), before, failed)
		select {
		case <-ctx.Done():
			return
		case <-time.After(every):
		}
	}
}

// refresh looks once; what could not be worked out is tried again after the next
// change.
func (o *Office) refresh(ctx context.Context, on document.Date, before, failed map[string]KeptState) {
	all, err := o.Books.Programmes(ctx)
	if err != nil {
		return // the books are busy; the next look asks again
	}
	for _, rfc := range all {
		now, _, err := o.state(ctx, rfc, on)
		if err != nil || rfc == step.Unassigned {
			continue // same
		}
		was, seen := before[rfc]
		before[rfc] = now
		bad, broke := failed[rfc]
		if !seen || !was.same(now) || now.Behind > 0 || broke && bad.same(now) {
			continue
		}
		_, err = o.boards.get(ctx, rfc, now)
		if err == nil {
			if now, _, err = o.state(ctx, rfc, on); err == nil { // the board took its time
				_, err = o.sides.get(ctx, rfc, now)
			}
		}
		if err != nil && ctx.Err() == nil {
			failed[rfc] = now
			o.Failed(err)
		}
	}
}
