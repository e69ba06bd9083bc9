package step

import (
	"context"
	"encoding/json"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// FrozenFindings are what was found at a cut, as its package will tell them: what
// who approves the package approves. The hash is that of Review.CrossCheck; a fault
// Misconfigured when what was found is no longer kept.
func FrozenFindings(ctx context.Context, blobs Blobs, rfc string, crossCheck document.Hash) ([]report.Found, error) {
	b, err := blobs.Get(ctx, rfc, ShelfWork, crossCheck)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var checked struct {
		Found []report.Found `json:"hallazgos"`
	}
	if err := json.Unmarshal(b, &checked); err != nil {
		return nil, fault.New(fault.Corrupt, "findings of a cut", err)
	}
	return report.Sorted(checked.Found), nil
}
