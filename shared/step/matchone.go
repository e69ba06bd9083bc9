package step

import (
	"context"

	"example.com/immex/shared/fault"
)

// One evaluates a single material if its book is behind, again when its
// movements changed meanwhile. A material that is up to date, or that nobody
// knows, is a success: its message came twice or late.
func (m *Match) One(ctx context.Context, rfc, material string) error {
	for range attempts {
		ref, ok, err := m.Books.Material(ctx, rfc, material)
		if err != nil || !ok || ref.Applied >= ref.Wanted {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		if err := m.pass(ctx, rfc, []MaterialRef{ref}); !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return fault.Newf(fault.Conflict, "match "+material, "the material kept changing for %d attempts", attempts)
}
