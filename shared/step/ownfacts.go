package step

import (
	"context"
	"encoding/json"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// ownFacts reads back what we ourselves wrote as the facts of one group, in the
// order of their hashes; each hears its own hash.
func ownFacts[T any](ctx context.Context, store FactStore, rfc, group string, hash func(*T, document.Hash)) ([]T, error) {
	records, err := store.Facts(ctx, rfc, []string{group})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	out := make([]T, len(records))
	for i, r := range records {
		if err := json.Unmarshal(r.Data, &out[i]); err != nil {
			return nil, fault.New(fault.Corrupt, "fact "+string(r.Hash)+" of "+group, err)
		}
		if hash != nil {
			hash(&out[i], r.Hash)
		}
	}
	return out, nil
}
