package step

import (
	"context"
	"encoding/json"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// FrozenFindings are what was found of the documents of a cut, part of what its
// package will tell: the package adds what its books find, which is worked out when
// it is written (contradictions, V1 pairs and the credit of opening balances). The
// hash is that of Review.CrossCheck; a fault Misconfigured when what was found is no
// longer kept.
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
