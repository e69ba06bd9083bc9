package step

import (
	"context"
	"slices"

	"example.com/immex/shared/fault"
)

// One evaluates a single material if its book is behind, again when its
// movements changed meanwhile. A material that is up to date, or that nobody
// knows, is a success: its message came twice or late.
func (m *Match) One(ctx context.Context, rfc, material string) error {
	for range attempts {
		dirty, err := m.Books.Dirty(ctx, rfc)
		if err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		i := slices.IndexFunc(dirty, func(r MaterialRef) bool { return r.ID == material })
		if i < 0 {
			return nil
		}
		if err := m.pass(ctx, rfc, dirty[i:i+1]); !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return fault.Newf(fault.Conflict, "match "+material, "the material kept changing for %d attempts", attempts)
}
