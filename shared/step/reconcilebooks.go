package step

import (
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
)

// racked are the books that reconciliations look into: those of products, and
// all of them only where there is something to hold all against.
type racked struct {
	made, counted, stocked []*ledger.Kept
	stock                  []plant.Stock // what another system says of them
}

// shelve opens every book once; once more when one was counted, which only it
// tells, so that the others are not in memory for nothing.
func (r *reconciling) shelve(ctx context.Context) (*racked, error) {
	declared, err := Declared(ctx, r.Books, r.rfc)
	if err != nil {
		return nil, err
	}
	s := &racked{stock: declared.Stock()}
	whole := len(s.stock) > 0
	all, counted, err := r.rack(ctx, whole)
	if err == nil && counted && !whole {
		whole = true
		all, _, err = r.rack(ctx, whole)
	}
	if err != nil {
		return nil, err
	}
	s.made = slices.DeleteFunc(slices.Clone(all), func(k *ledger.Kept) bool { return !k.Makes() })
	if counted {
		s.counted = all
	}
	if len(s.stock) > 0 {
		s.stocked = all
	}
	return s, nil
}

// rack keeps the books of products, or all, and reports that one was counted.
func (r *reconciling) rack(ctx context.Context, whole bool) (out []*ledger.Kept, counted bool, err error) {
	rack := ledger.NewRack()
	err = EachBook(ctx, r.Books, r.rfc, func(b *ledger.Book) error {
		made := false
		for i := range b.Exits {
			counted = counted || b.Exits[i].Rol == ledger.RoleConteo
			made = made || b.Exits[i].Producto != ""
		}
		if made || whole {
			out = append(out, rack.Keep(b))
		}
		return nil
	})
	rack.Done()
	slices.SortFunc(out, func(a, b *ledger.Kept) int { return strings.Compare(a.ID, b.ID) })
	return out, counted, err
}
