package dynamo

import (
	"context"
	"iter"
	"strings"

	"example.com/immex/shared/step"
)

// Generations implements step.BookStore. A rival that lost the head stands
// among the items and is passed over: each generation names the one it goes on
// from, from the head back.
func (s *Store) Generations(ctx context.Context, rfc, material string) iter.Seq2[step.BookRecord, error] {
	return func(yield func(step.BookRecord, error) bool) {
		if err := usable("read generations", rfc, material); err != nil {
			yield(step.BookRecord{}, err)
			return
		}
		was, err := s.heirs(ctx, rfc, material)
		if err != nil {
			yield(step.BookRecord{}, err)
			return
		}
		for i, err := range s.walk(ctx, query{pk: bookPK(rfc, material)}) {
			if err == nil && !was(i) {
				continue
			}
			b := step.BookRecord{ID: material}
			if err == nil {
				b.Gen, b.Applied = i.number(attrGen), i.number(attrApplied)
				b.Rewrite, _ = i.bytes(attrRewrite)
				b.Manifest, err = s.unpack(ctx, rfc, i, "data")
			}
			if !yield(b, err) || err != nil {
				return
			}
		}
	}
}

// heirs finds which items were heads: the one that is, and back from it. An
// item without a name to go on from is the first, or one that was written
// before items had it: then all that are older count.
func (s *Store) heirs(ctx context.Context, rfc, material string) (func(item) bool, error) {
	head, err := s.get(ctx, materialsPK(rfc, shardOf(material)), material)
	if err != nil {
		return nil, err
	}
	from := map[string]string{}
	for i, err := range s.walk(ctx, query{pk: bookPK(rfc, material)}) {
		if err != nil {
			return nil, err
		}
		from[i.text("SK")] = i.text(attrFrom)
	}
	was, first := map[string]bool{}, head.text(attrBook)
	for at := first; ; at = from[at] {
		if _, ok := from[at]; !ok {
			break
		}
		was[at], first = true, at
	}
	older, _, _ := strings.Cut(first, separator)
	return func(i item) bool { return was[i.text("SK")] || i.text("SK") < older }, nil
}
