package step

import (
	"context"
	"encoding/json"
	"errors"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// Frozen are the findings of a cut as the cross-check kept them.
type Frozen struct {
	Found []report.Found // in the order that the package has them
	// Whole says that they are all that the package will tell. Those of a cut of an
	// earlier release lack what the books of the package find.
	Whole bool
}

// FrozenFindings are the findings that the package of a cut will tell, before it is
// written: what was found of its documents, and what its books find (contradictions,
// V1 pairs and the credit of opening balances). The hash is that of Review.CrossCheck.
// A fault Misconfigured when what was found is no longer kept, Corrupt when what is
// kept is not what was written.
func FrozenFindings(ctx context.Context, blobs Blobs, rfc string, crossCheck document.Hash) (Frozen, error) {
	b, err := blobs.Get(ctx, rfc, ShelfWork, crossCheck)
	if err != nil {
		return Frozen{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var checked struct {
		Found []report.Found `json:"hallazgos"`
		Books []report.Found `json:"de_libros"`
	}
	err = json.Unmarshal(b, &checked)
	if err == nil && checked.Found == nil { // crosscheck writes a list, be it empty: null is something else
		err = errors.New("it holds no list of findings")
	}
	if err != nil {
		return Frozen{}, fault.New(fault.Corrupt, "findings of a cut", err)
	}
	return Frozen{Found: report.Sorted(append(checked.Found, checked.Books...)), Whole: checked.Books != nil}, nil
}
