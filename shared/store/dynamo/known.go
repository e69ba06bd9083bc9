package dynamo

import (
	"context"
	"encoding/json"
	"slices"

	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// Known implements step.Journal.
func (s *Store) Known(ctx context.Context, rfc string, shas []document.Hash, keys []string) (step.Known, error) {
	k := step.Known{BySHA: map[document.Hash]step.Record{}, ByKey: map[string]step.Record{}}
	if err := usable("read journal", rfc); err != nil {
		return k, err
	}
	if _, err := s.settle(ctx, rfc); err != nil {
		return k, err
	}
	pks := make([]string, 0, len(shas)+len(keys))
	for _, h := range shas {
		pks = append(pks, shaPK(rfc, h))
	}
	for _, key := range keys {
		pks = append(pks, keyPK(rfc, key))
	}
	records, err := parallel(ctx, pks, func(ctx context.Context, pk string) (*step.Record, error) { return s.latest(ctx, rfc, pk) })
	for i, r := range records {
		switch {
		case r == nil:
		case i < len(shas):
			k.BySHA[r.SHA] = *r
		default:
			k.ByKey[keys[i-len(shas)]] = *r
		}
	}
	return k, err
}

// latest is the record one index item keeps, nil when there is none.
func (s *Store) latest(ctx context.Context, rfc, pk string) (*step.Record, error) {
	i, err := s.get(ctx, pk, only)
	if err != nil || i == nil {
		return nil, err
	}
	b, err := s.unpack(ctx, rfc, i, "record")
	if err != nil {
		return nil, err
	}
	var r step.Record
	if err := json.Unmarshal(b, &r); err != nil {
		return nil, fault.New(fault.Corrupt, "read "+pk, err)
	}
	return &r, nil
}

// knownWrites index the records of a commit that were not duplicates.
func knownWrites(c *step.Commit, w *writes) error {
	for n := range c.Entries {
		e := &c.Entries[n]
		if e.Record.Status == document.Duplicate {
			continue
		}
		b, err := json.Marshal(&e.Record)
		if err != nil {
			return fault.New(fault.Corrupt, "index "+e.Record.Name, err)
		}
		pks := []string{shaPK(c.RFC, e.Record.SHA)}
		if k := e.Record.BusinessKey(); k != "" {
			pks = append(pks, keyPK(c.RFC, k))
		}
		for _, pk := range pks {
			i := at(pk, only)
			i[attrSeq] = number(e.Seq)
			w.add(write{item: i, cond: newer, name: "record", data: b})
		}
	}
	return nil
}

// parallel runs fn for every key, a bounded number at once, and keeps order.
func parallel[K, V any](ctx context.Context, keys []K, fn func(context.Context, K) (V, error)) ([]V, error) {
	out := make([]V, len(keys))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for i, k := range slices.All(keys) {
		g.Go(func() (err error) {
			out[i], err = fn(ctx, k)
			return err
		})
	}
	return out, g.Wait() //nolint:wrapcheck // already classified
}
