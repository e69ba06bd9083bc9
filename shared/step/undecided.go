package step

import (
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// undecided tells what a person decided, or wrote in an act, about pedimentos
// that are not in the books: it changes nothing until they are. Nothing else can
// say it, since a decision takes effect where its pedimento is resolved.
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
	for _, a := range about {
		if slices.ContainsFunc(there[ledger.Suffix(a.Number)], func(r GroupRef) bool { return ledger.YearsApart(r.Key, a.Number) <= 1 }) {
			continue
		}
		out = append(out, ledger.Finding{Pedimento: a.Number, Finding: document.Finding{
			Code: "decision_without_pedimento", Severity: document.Warning, Where: a.Where, Message: document.Textf(
				"%s nombra %s, de un pedimento que no está en los libros ni en los saldos iniciales: no cambia nada. Revise el número o entregue ese pedimento.",
				"%s names %s, of a pedimento that is neither in the books nor in the opening balances: it changes nothing. Check the number or deliver that pedimento.",
				a.Where, a.About),
		}})
	}
	return out, nil
}
