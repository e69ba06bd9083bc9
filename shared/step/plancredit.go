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
// may have lots of other materials. Known is false for a store that cannot say
// which materials a pedimento moves.
func (p *Planned) credit(ctx context.Context, store Books, basis *programme.Basis, pairs map[string]bookPair) error {
	if p.CreditKnown = true; !p.takesCredit() {
		return nil
	}
	f, ok := store.(Finder)
	if !ok {
		p.CreditKnown = false
		return nil
	}
	var groups []string
	for _, t := range p.Taken() {
		if t.Lot.Pago > p.Operation.Fecha { // its account is granted after the operation
			p.CreditKnown = false
			return nil
		}
		groups = append(groups, append([]string{t.Lot.Pedimento}, t.Lot.Numeros...)...)
	}
	slices.Sort(groups)
	groups = slices.Compact(groups)
	ids, err := f.MaterialsOf(ctx, p.RFC, groups)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	for _, number := range groups { // what opening balances state stands in no group of a pedimento
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
			if b == nil { // the goods moved to another material since
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

// takesCredit reports an operation that takes from a lot whose IVA or IEPS was
// not paid.
func (p *Planned) takesCredit() bool {
	for _, t := range p.Taken() {
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
