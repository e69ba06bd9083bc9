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
func (s *Store) fanOut(ctx context.Context, c *step.Commit, commitSK string) error {
	seq := c.Entries[len(c.Entries)-1].Seq
	var first, then writes
	if err := s.factWrites(ctx, c, seq, &first, &then); err != nil {
		return err
	}
	if err := knownWrites(c, &first); err != nil {
		return err
	}
	movementWrites(c, seq, &first)
	if err := findingWrites(c, seq, &first); err != nil {
		return err
	}
	if err := s.apply(ctx, c.RFC, first.list); err != nil {
		return err
	}
	if err := s.touch(ctx, c, seq); err != nil {
		return err
	}
	// what moved leaves its old place last, so that a second run still finds
	// what the first did not move
	if err := s.apply(ctx, c.RFC, then.list); err != nil {
		return err
	}
	return s.update(ctx, journalPK(c.RFC), commitSK, "REMOVE #"+attrPending, "attribute_exists(PK)", nil)
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
