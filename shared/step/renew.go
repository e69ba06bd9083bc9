package step

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Renew resolves every fact of a programme again and commits what they move and
// find, on a store whose movements and books were thrown away because another
// engine made them. The journal says nothing of it: no document came. Match
// makes the books.
func Renew(ctx context.Context, store Books, rfc string) error {
	for range attempts {
		c := Commit{RFC: rfc}
		var err error
		if c.After, err = store.Head(ctx, rfc); err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		basis, err := CurrentBasis(ctx, store, rfc)
		if err != nil {
			return err
		}
		c.differ(rfc, plantGroup, plantOf(&basis), ledger.Group{}, true)
		err = EachTied(ctx, store, rfc, func(group string, obs []ledger.Observation) error {
			if len(obs) > 0 {
				c.differ(rfc, group, basis.Terms.Resolve(obs), ledger.Group{}, true)
			}
			return nil
		})
		if err != nil {
			return err
		}
		slices.SortFunc(c.Movements, func(a, b MovementRecord) int {
			return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Group, b.Group), bytes.Compare(a.Data, b.Data))
		})
		if err := store.Commit(ctx, c); !fault.Is(err, fault.Conflict) {
			return err //nolint:wrapcheck // same
		}
	}
	return fault.Newf(fault.Conflict, "derive "+rfc, "the journal of %s kept moving for %d attempts", rfc, attempts)
}
