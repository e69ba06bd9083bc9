package dynamo

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"example.com/immex/shared/step"
)

// The conditions of a derived item. A write that loses was made before, or
// something newer took its place: both are success.
const (
	newer = "attribute_not_exists(PK) OR #seq < :seq"
	// absent leaves a fact that is there as it is, unless it was moved away.
	absent = "attribute_not_exists(PK) OR (attribute_exists(#gone) AND #seq < :seq)"
)

// write is one derived item; data, when not nil, is packed under name.
type write struct {
	item item
	cond string
	name string
	data []byte
}

// writes keeps one write per item, the last.
type writes struct {
	list []write
	at   map[[2]string]int
}

func (w *writes) add(x write) {
	key := [2]string{x.item.text("PK"), x.item.text("SK")}
	if n, ok := w.at[key]; ok {
		w.list[n] = x
		return
	}
	if w.at == nil {
		w.at = map[[2]string]int{}
	}
	w.at[key] = len(w.list)
	w.list = append(w.list, x)
}

// has tells whether an item is written.
func (w *writes) has(pk, sk string) bool { _, ok := w.at[[2]string{pk, sk}]; return ok }

// fanOut writes everything readers look a commit up by, then marks the commit
// finished. It may run twice, at once, or long after: see the package comment.
// written is how much of what the movements and findings say an earlier attempt
// wrote, as the commit item keeps it.
func (s *Store) fanOut(ctx context.Context, c *step.Commit, commitSK string, written int64) error {
	seq := c.Entries[len(c.Entries)-1].Seq
	var first, moves, then writes
	if err := s.factWrites(ctx, c, seq, &first, &then); err != nil {
		return err
	}
	if err := knownWrites(c, &first); err != nil {
		return err
	}
	movementWrites(c, seq, &moves)
	if err := findingWrites(c, seq, &moves); err != nil {
		return err
	}
	if err := s.apply(ctx, c.RFC, first.list); err != nil {
		return err
	}
	materials := touched(c)
	p := progress{s, journalPK(c.RFC), commitSK, len(moves.list) + len(materials), written}
	err := p.parts(ctx, 0, len(moves.list), func(from, to int) error { return s.apply(ctx, c.RFC, moves.list[from:to]) })
	if err != nil {
		return err
	}
	err = p.parts(ctx, len(moves.list), len(materials), func(from, to int) error { return s.touch(ctx, c.RFC, materials[from:to], seq) })
	if err != nil {
		return err
	}
	// what moved leaves its old place last, so that a second run still finds
	// what the first did not move
	if err := s.apply(ctx, c.RFC, then.list); err != nil {
		return err
	}
	return s.update(ctx, journalPK(c.RFC), commitSK, "REMOVE #"+attrPending, "attribute_exists(PK)", nil)
}

// progress is how far a fan-out is. The commit item keeps it, so that books
// made anew, which may be more than one function can write in its time, are
// written by one attempt after the other, each going on where the one before
// stopped.
type progress struct {
	s       *Store
	pk, sk  string
	of      int
	written int64
}

// parts does the n writes that come after base others, some at a time, but for
// those that are written. The same commit gives the same list each time.
func (p *progress) parts(ctx context.Context, base, n int, do func(from, to int) error) error {
	for from := 0; from < n; from += p.s.part {
		to := min(from+p.s.part, n)
		so := int64(base + to)
		if so <= p.written {
			continue
		}
		if err := do(from, to); err != nil {
			return err
		}
		if p.of <= p.s.part {
			continue // an ordinary commit: it is done, or done again whole
		}
		// of two that write at once one may put the mark back: then some is written twice
		if err := p.s.update(ctx, p.pk, p.sk, "SET #"+attrWritten+" = :n", "attribute_exists(#"+attrPending+")", item{":n": number(so)}); lost(err) != nil {
			return err
		}
	}
	return nil
}

// apply makes the writes, a bounded number at once.
func (s *Store) apply(ctx context.Context, rfc string, list []write) error {
	_, err := parallel(ctx, list, func(ctx context.Context, w write) (struct{}, error) {
		if w.data != nil {
			if err := s.pack(ctx, rfc, w.item, w.name, w.data, inlineLimit); err != nil {
				return struct{}{}, err
			}
		}
		err := s.put(ctx, w.item, w.cond, item{":seq": w.item[attrSeq]})
		return struct{}{}, lost(err)
	})
	return err
}

// lost takes a failed condition for success. The other conflict, a transaction
// in flight on the item, is none: nothing was decided.
func lost(err error) error {
	if _, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		return nil
	}
	return err
}
