package step

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// behindOf chooses the evidence that belongs to a cut: what its pedimentos
// declare, and what is said of these papers up to its last day. A CFDI that no
// pedimento of the cut leads to is not in it.
func behindOf(records []FactRecord, groups map[string]bool, to document.Date) ([]CutFact, error) {
	var out []CutFact
	about := map[ledger.Ref][]ledger.Said{}
	var reached []ledger.Ref
	for i := range records {
		x, err := said(&records[i])
		if err != nil {
			return nil, err
		}
		switch {
		case x.Dice == ledger.Declara:
			if groups[records[i].Group] {
				out = append(out, CutFact{x.Hash, records[i].Group})
				reached = append(reached, x.A)
			}
		case x.Fecha <= to: // an unknown day is before any
			about[ledger.Ref(x.De)] = append(about[ledger.Ref(x.De)], *x)
		}
	}
	seen := map[ledger.Ref]bool{}
	for len(reached) > 0 {
		ref := reached[0]
		reached = reached[1:]
		if seen[ref] {
			continue
		}
		seen[ref] = true
		for i := range about[ref] {
			x := &about[ref][i]
			out = append(out, CutFact{x.Hash, ref.Key()})
			if x.A != "" {
				reached = append(reached, x.A)
			}
		}
	}
	return out, nil
}
