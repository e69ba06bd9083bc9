package dynamo

import (
	"context"
	"iter"

	"example.com/immex/shared/step"
)

// Generations implements step.BookStore. A rival that lost the head stands
// among them: it was a book too, of the same movements.
func (s *Store) Generations(ctx context.Context, rfc, material string) iter.Seq2[step.BookRecord, error] {
	return func(yield func(step.BookRecord, error) bool) {
		if err := usable("read generations", rfc, material); err != nil {
			yield(step.BookRecord{}, err)
			return
		}
		for i, err := range s.walk(ctx, query{pk: bookPK(rfc, material)}) {
			b := step.BookRecord{ID: material}
			if err == nil {
				b.Gen, b.Applied = i.number(attrGen), i.number(attrApplied)
				b.Manifest, err = s.unpack(ctx, rfc, i, "data")
			}
			if !yield(b, err) || err != nil {
				return
			}
		}
	}
}
