package flow

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// parallel runs its branches on the same input.
type parallel struct{ branches []graph }

func (l *loader) parallel(o *object, s site) action {
	var p parallel
	branches := o.array("Branches")
	if len(branches) == 0 {
		o.fail("Branches", "missing")
	}
	for i, raw := range branches {
		bo := openObject(fmt.Sprintf("%s.Branches[%d]", o.where, i), raw)
		bo.text("Comment")
		s.depth++
		p.branches = append(p.branches, l.graph(bo, s))
		s.depth--
		o.adopt(bo.done())
	}
	return p
}

func (p parallel) do(ctx context.Context, f *frame, in any) (outcome, error) {
	out, _, err := each(ctx, len(p.branches), len(p.branches), 0, func(ctx context.Context, i int) (any, error) {
		return f.graph(ctx, p.branches[i], in)
	})
	return outcome{value: out}, err
}

// each runs work for 0..n-1 on so many workers and keeps the order. More than
// tolerated failures stop the rest; the error is that of the lowest index which
// failed of itself.
func each(ctx context.Context, n, workers, tolerated int, work func(context.Context, int) (any, error)) ([]any, int, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	out, errs := make([]any, n), make([]error, n)
	var next, failed atomic.Int64
	var group sync.WaitGroup
	for range min(n, max(1, workers)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if inner.Err() != nil {
					return
				}
				if out[i], errs[i] = work(inner, i); errs[i] == nil {
					continue
				}
				if inner.Err() == nil && failed.Add(1) > int64(tolerated) {
					cancel()
				}
			}
		})
	}
	group.Wait()
	if err := stopped(ctx); err != nil {
		return nil, 0, err
	}
	if failures := int(failed.Load()); failures > tolerated {
		return nil, failures, firstOwn(errs)
	}
	return out, 0, nil
}

func firstOwn(errs []error) error {
	for _, err := range errs {
		if own, ok := errors.AsType[*Error](err); ok {
			return own
		}
	}
	return errors.Join(errs...)
}
