package step

import (
	"context"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

// Finder is a store that knows which materials some groups ever moved, in the
// order of their id, without reading what they move.
type Finder interface {
	MaterialsOf(ctx context.Context, rfc string, groups []string) ([]string, error)
}

// aboutKey reports a lot or an exit of the key that is traced.
type aboutKey func(is func(string) bool, id string) bool

// books collects what the books know of a number, and the facts it is of. Only
// the books that may know of it are opened where the store can tell which.
func (t *Traced) books(ctx context.Context, store Books, number string, about aboutKey) (map[document.Hash]bool, error) {
	some, ok, err := mayTell(ctx, store, t.RFC, number)
	if err != nil {
		return nil, err
	}
	if !ok {
		stock, err := stockOf(ctx, store, t.RFC)
		if err != nil {
			return nil, err
		}
		facts := map[document.Hash]bool{}
		return facts, eachRecord(ctx, store, t.RFC, func(r BookRecord, b *ledger.Book) { t.fromBook(&r, stock.Locate(b), about, facts) })
	}
	facts := map[document.Hash]bool{}
	all := make([]opened, 0, len(some))
	for _, id := range some {
		r, ok, err := store.Book(ctx, t.RFC, id)
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		if !ok {
			continue
		}
		b, err := OpenBook(ctx, store, t.RFC, r)
		if err != nil {
			return nil, err
		}
		all = append(all, opened{r, b})
		t.fromBook(&r, b, about, facts)
	}
	if !slices.ContainsFunc(t.Shortages, func(s ledger.Shortage) bool {
		return s.Cause == ledger.CauseBeforeWindow || s.Cause == ledger.CauseNoBOM
	}) {
		return facts, nil
	}
	stock, err := stockOf(ctx, store, t.RFC) // other books may know the cause better
	if err != nil {
		return nil, err
	}
	t.Lots, t.Saldos, t.Exits, t.Descargos, t.Runs = t.Lots[:0], t.Saldos[:0], t.Exits[:0], t.Descargos[:0], t.Runs[:0]
	t.Changes, t.Held, t.Shortages = t.Changes[:0], t.Held[:0], t.Shortages[:0]
	for i := range all {
		t.fromBook(&all[i].record, stock.Locate(all[i].book), about, facts)
	}
	return facts, nil
}

// mayTell are the materials whose book may know of a pedimento; ok is false when
// any may. What a pedimento moves is in its group; what the plant's own tables
// move names its pedimentos.
func mayTell(ctx context.Context, store Books, rfc, number string) (some []string, ok bool, err error) {
	f, can := store.(Finder)
	if !can || len(number) != 15 || !digits(number) {
		return nil, false, nil
	}
	dirty, err := store.Dirty(ctx, rfc)
	if err != nil || len(dirty) > 0 {
		return nil, false, err //nolint:wrapcheck // a fault of the store, already classified
	}
	suffix := ledger.Suffix(number)
	refs, err := store.Groups(ctx, rfc, []string{suffix})
	if err != nil {
		return nil, false, err //nolint:wrapcheck // same
	}
	groups := []string{number}
	for _, r := range refs[suffix] {
		groups = append(groups, r.Group)
	}
	if some, err = f.MaterialsOf(ctx, rfc, groups); err != nil {
		return nil, false, err //nolint:wrapcheck // same
	}
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return nil, false, err
	}
	some = append(some, plantMaterials(&basis, rfc, number)...)
	slices.Sort(some)
	return slices.Compact(some), true, nil
}

// plantMaterials are the materials in which the plant's own tables move a
// pedimento.
func plantMaterials(basis *programme.Basis, rfc, number string) (out []string) {
	moves := plantOf(basis).Movements
	for i := range moves {
		m := &moves[i]
		if slices.ContainsFunc(m.Lots, func(l ledger.Lot) bool { return l.Is(number) }) || slices.ContainsFunc(m.Openings, func(o ledger.Opening) bool { return o.Lot.Is(number) }) ||
			slices.ContainsFunc(m.Exits, func(x ledger.Exit) bool { return x.Is(number) }) {
			out = append(out, m.Material.ID(rfc))
		}
	}
	return out
}

// fromBook collects what one book says about the key.
func (t *Traced) fromBook(r *BookRecord, b *ledger.Book, about aboutKey, facts map[document.Hash]bool) {
	mine := map[string]bool{}
	found := false
	for i := range b.Lots {
		if l := &b.Lots[i]; about(l.Is, l.ID) {
			t.Lots, t.Saldos = append(t.Lots, *l), append(t.Saldos, b.Saldos[i])
			mine[l.ID], found = true, true
			for _, h := range l.Facts {
				facts[h] = true
			}
		}
	}
	for i := range b.Exits {
		if x := &b.Exits[i]; about(x.Is, x.ID) {
			t.Exits = append(t.Exits, *x)
			mine[x.ID], found = true, true
			for _, h := range x.Facts {
				facts[h] = true
			}
		}
	}
	if found {
		t.posted(b, mine)
		t.Runs = append(t.Runs, TracedRun{Material: b.Material.Key + "/" + b.Material.Unit, Run: r.Run(), Engine: b.Engine, Catalog: b.Catalog})
	}
}

// posted collects what was posted to the lots and exits of the key.
func (t *Traced) posted(b *ledger.Book, mine map[string]bool) {
	for _, d := range b.Descargos {
		if mine[d.Exit] || mine[d.Lot] {
			t.Descargos = append(t.Descargos, d)
		}
	}
	for _, c := range b.Cambios {
		if mine[c.Exit] || mine[c.Lot] {
			t.Changes = append(t.Changes, c)
		}
	}
	for _, h := range b.Held {
		if mine[h.Exit] || mine[h.Lot] {
			t.Held = append(t.Held, h)
		}
	}
	for _, s := range b.Shortages {
		if mine[s.Exit] {
			t.Shortages = append(t.Shortages, s)
		}
	}
}
