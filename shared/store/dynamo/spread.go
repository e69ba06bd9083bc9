package dynamo

import (
	"context"
	"iter"

	"example.com/immex/shared/document"
)

// What a programme has many of is spread over as many partitions as a hash has
// digits: a partition takes 1,000 write units a second, and a year's facts or
// the heads of a plant's materials are written faster than that. Whoever knows
// a group or a material knows its partition; whoever reads all of them queries
// each. The number is part of the keys of what is stored.
const shards = "0123456789abcdef"

// shardOf is the digit of a group or a material.
func shardOf(name string) string { return string(document.HashOf([]byte(name))[:1]) }

// The partitions that are spread; all of one are those of every shard.
func factsPK(rfc, shard string) string     { return rfc + "#facts#" + shard }
func findingsPK(rfc, shard string) string  { return rfc + "#findings#" + shard }
func materialsPK(rfc, shard string) string { return rfc + "#materials#" + shard }

// all asks the same of every shard.
func all(pk func(rfc, shard string) string, rfc, filter string) []query {
	qs := make([]query, 0, len(shards))
	for _, digit := range shards {
		qs = append(qs, query{pk: pk(rfc, string(digit)), filter: filter})
	}
	return qs
}

// one is a place a merge reads from, at its next item.
type one struct {
	next func() (item, error, bool)

	item item
	err  error
	more bool
}

func (o *one) step() { o.item, o.err, o.more = o.next() }

// merge walks several partitions at once, in the order of SK over all of them.
// Their first pages are read together, the others when they are needed.
func (s *Store) merge(ctx context.Context, qs []query) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		list := make([]*one, len(qs))
		for n, q := range qs {
			next, stop := iter.Pull2(s.walk(ctx, q))
			defer stop()
			list[n] = &one{next: next}
		}
		_, _ = parallel(ctx, list, func(_ context.Context, o *one) (struct{}, error) {
			o.step()
			return struct{}{}, nil // it keeps its own error
		})
		for {
			first := lowest(list)
			if first == nil || !yield(first.item, first.err) || first.err != nil {
				return
			}
			first.step()
		}
	}
}

// lowest is the place that gives the next item of all, or an error; nil at the
// end.
func lowest(list []*one) (first *one) {
	for _, o := range list {
		if o.more && (first == nil || first.err == nil && (o.err != nil || o.item.text("SK") < first.item.text("SK"))) {
			first = o
		}
	}
	return first
}
