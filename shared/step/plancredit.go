package step

import (
	"context"
	"slices"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

// CreditTaken is what an account of the IVA and IEPS credit gives back by a
// planned operation, in whole pesos.
type CreditTaken struct {
	credito.Cuenta

	Pesos int64 // discharged by the operation
	Open  int64 // left open after it, on its day
}

// bookPair is a book as it is and with the operation.
type bookPair struct{ before, after *ledger.Book }

// credit works out what the operation discharges of the accounts of the
// pedimentos it takes from: by the running totals of the whole account, which
// may have lots of other materials.
func (p *Planned) credit(ctx context.Context, store Books, basis *programme.Basis, pairs map[string]bookPair) error {
	of := p.Taken()
	p.CreditKnown = !slices.ContainsFunc(of, func(t Taken) bool { return t.Lot.OpeningOnly() }) // whose contributions nobody tells
	if !p.CreditKnown || !takesCredit(of) {
		return nil
	}
	var numbers []string
	for _, t := range of {
		if t.Lot.Pago > p.Operation.Fecha { // its account is granted after the operation
			p.CreditKnown = false
			return nil
		}
		numbers = append(numbers, append([]string{t.Lot.Pedimento}, t.Lot.Numeros...)...)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	ids, err := movedBy(ctx, store, p.RFC, &basis.Terms, numbers)
	if err != nil {
		return err
	}
	for _, number := range numbers { // what opening balances state stands in no group of a pedimento
		ids = append(ids, plantMaterials(basis, p.RFC, number)...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	before, after := credito.NewBooks(), credito.NewBooks()
	for _, id := range ids {
		pair, ok := pairs[id]
		if !ok {
			b, err := evaluateOne(ctx, store, basis, p.RFC, id)
			if err != nil {
				return err
			}
			if b == nil { // of a pedimento that is being written
				continue
			}
			pair = bookPair{b, b}
		}
		before.Add(pair.before)
		after.Add(pair.after)
	}
	had := map[credito.Cuenta]int64{}
	for _, s := range creditOf(before, p.RFC, basis.Terms.Catalog).AsOf(p.Operation.Fecha) {
		had[s.Cuenta] = s.Proved + s.Assumed
	}
	for _, s := range creditOf(after, p.RFC, basis.Terms.Catalog).AsOf(p.Operation.Fecha) {
		if n := s.Proved + s.Assumed - had[s.Cuenta]; n != 0 {
			p.Credit = append(p.Credit, CreditTaken{s.Cuenta, n, s.Open})
		}
	}
	return nil
}

// movedBy are the materials that some pedimentos move: what their facts resolve to
// says it, so that every store gives the same.
func movedBy(ctx context.Context, store FactStore, rfc string, terms *ledger.Terms, numbers []string) (ids []string, err error) {
	suffixes := make([]string, len(numbers))
	for i, n := range numbers {
		suffixes[i] = ledger.Suffix(n)
	}
	slices.Sort(suffixes)
	refs, err := store.Groups(ctx, rfc, slices.Compact(suffixes))
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	papers, seen := stored(ctx, store, rfc), map[string]bool{}
	for _, n := range numbers {
		for _, ref := range refs[ledger.Suffix(n)] {
			if seen[ref.Group] || ledger.YearsApart(ref.Key, n) > 1 {
				continue
			}
			seen[ref.Group] = true
			moves, err := resolveGroup(ctx, store, rfc, ref.Group, papers, terms)
			if err != nil {
				return nil, err
			}
			for i := range moves {
				ids = append(ids, moves[i].Material.ID(rfc))
			}
		}
	}
	return ids, nil
}

func resolveGroup(ctx context.Context, store FactStore, rfc, group string, papers *shelf, terms *ledger.Terms) ([]ledger.Movements, error) {
	records, err := store.Facts(ctx, rfc, []string{group})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	obs, err := Observations(records)
	if err == nil {
		obs, err = papers.tied(group, obs)
	}
	if err != nil || len(obs) == 0 {
		return nil, err
	}
	return terms.Resolve(obs).Movements, nil
}

// takesCredit reports an operation that takes from a lot whose IVA or IEPS was
// not paid.
func takesCredit(of []Taken) bool {
	for _, t := range of {
		if slices.ContainsFunc(t.Lot.Tributos, func(x ledger.Tributo) bool { return x.Suspended() }) {
			return true
		}
	}
	return false
}

// evaluateOne is the book of a material by its movements as they are; nil when
// nothing moves in it.
func evaluateOne(ctx context.Context, store Books, basis *programme.Basis, rfc, id string) (*ledger.Book, error) {
	moves, err := movementsOf(ctx, store, rfc, id)
	if err != nil || len(moves) == 0 {
		return nil, err
	}
	b := ledger.Evaluate(rfc, moves[0].Material, moves, basis.Terms.Policy, basis.Terms.Catalog.Version)
	if err := b.Check(); err != nil {
		return nil, fault.New(fault.Corrupt, "check "+id, err)
	}
	return b, nil
}
