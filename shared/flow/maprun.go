package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync/atomic"
)

func (m mapping) do(ctx context.Context, f *frame, in any) (outcome, error) {
	items, err := m.list(ctx, f, in)
	if err != nil {
		return outcome{}, err
	}
	workers := cap(f.slots)
	if m.concurrency > 0 {
		workers = min(workers, m.concurrency)
	}
	tolerated := 0
	if m.distributed {
		tolerated = max(m.count, int(m.percent*float64(len(items))/100))
	}
	out, failures, err := each(ctx, len(items), workers, tolerated, func(ctx context.Context, i int) (any, error) {
		return m.one(ctx, f, in, items[i], i)
	})
	if err != nil && m.distributed && ctx.Err() == nil {
		return outcome{}, &Error{Name: ErrTolerance, Cause: fmt.Sprintf("%d of %d items failed, the first with: %v", failures, len(items), err), Err: err}
	}
	return outcome{value: out}, err
}

// list is the array to iterate.
func (m mapping) list(ctx context.Context, f *frame, in any) ([]any, error) {
	var v any
	var err error
	if m.items != nil {
		if v, err = m.items.eval(f.scope(in)); err != nil {
			return nil, failf(ErrRuntime, "ItemsPath: %v", err)
		}
	} else if v, err = m.read(ctx, f, in); err != nil {
		return nil, err
	}
	items, ok := v.([]any)
	if !ok {
		return nil, failf(ErrRuntime, "a Map iterates a JSON array, and this is none")
	}
	if len(items) > MaxItems {
		return nil, failf(ErrRuntime, "%d items, the limit is %d", len(items), MaxItems)
	}
	return items, nil
}

func (m mapping) read(ctx context.Context, f *frame, in any) (any, error) {
	var at [2]string
	for i, e := range []expr{m.bucket, m.key} {
		v, err := e.eval(f.scope(in))
		if err != nil {
			return nil, err
		}
		at[i], _ = v.(string)
	}
	if f.env.Objects == nil {
		return nil, failf(ErrItemReader, "this execution has no object reader")
	}
	r, err := f.env.Objects.Open(ctx, at[0], at[1])
	if err != nil {
		return nil, &Error{Name: ErrItemReader, Cause: fmt.Sprintf("open %s/%s: %v", at[0], at[1], err), Err: err}
	}
	raw, err := io.ReadAll(io.LimitReader(r, MaxItemObject+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, &Error{Name: ErrItemReader, Cause: fmt.Sprintf("read %s/%s: %v", at[0], at[1], err), Err: err}
	}
	if len(raw) > MaxItemObject {
		return nil, failf(ErrItemReader, "%s/%s has more than %d bytes", at[0], at[1], MaxItemObject)
	}
	v, err := decode(raw)
	if err != nil {
		return nil, failf(ErrItemReader, "%s/%s: %v", at[0], at[1], err)
	}
	return v, nil
}

// one runs the processor on item i; a distributed item counts its own moves.
func (m mapping) one(ctx context.Context, f *frame, in, item any, i int) (any, error) {
	inner := *f
	inner.item = map[string]any{"Index": json.Number(strconv.Itoa(i)), "Value": item}
	if m.selector != nil {
		var err error
		if item, err = m.selector.eval(inner.scope(in)); err != nil {
			return nil, err
		}
	}
	if m.distributed {
		inner.item, inner.moves = nil, new(atomic.Int64)
	}
	return inner.graph(ctx, m.body, item)
}
