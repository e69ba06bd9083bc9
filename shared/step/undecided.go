package step

import (
	"context"
	"slices"

	"example.com/immex/shared/ledger"
)

// undecided tells what a person decided, or wrote in an act, about pedimentos
// that are not in the books.
func undecided(ctx context.Context, store FactStore, rfc string) ([]ledger.Finding, error) {
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	about := basis.Terms.Records.About()
	if len(about) == 0 {
		return nil, nil
	}
	suffixes := make([]string, len(about))
	for i := range about {
		suffixes[i] = ledger.Suffix(about[i].Number)
	}
	slices.Sort(suffixes)
	there, err := store.Groups(ctx, rfc, slices.Compact(suffixes))
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var out []ledger.Finding
	known := map[string]bool{}
	for i := range about {
		a := &about[i]
		held, err := holdsAny(ctx, store, rfc, there[ledger.Suffix(a.Number)], a.Number, known)
		if err != nil {
			return nil, err
		}
		if !held {
			out = append(out, a.Alone())
		}
	}
	return out, nil
}

// holdsAny reports a group of a number that has a pedimento, or an invoice of one:
// of a group that only evidence names nothing else tells. Known is what was read.
func holdsAny(ctx context.Context, store FactStore, rfc string, refs []GroupRef, number string, known map[string]bool) (bool, error) {
	for _, r := range refs {
		if ledger.YearsApart(r.Key, number) > 1 {
			continue
		}
		if _, ok := known[r.Group]; !ok {
			facts, err := store.Facts(ctx, rfc, []string{r.Group})
			if err != nil {
				return false, err //nolint:wrapcheck // a fault of the store, already classified
			}
			known[r.Group] = slices.ContainsFunc(facts, func(f FactRecord) bool { return f.Kind == FactPedimento || f.Kind == FactParts })
		}
		if known[r.Group] {
			return true, nil
		}
	}
	return false, nil
}
