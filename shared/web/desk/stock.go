package desk

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// stockPart is what is left in one generation of a book.
type stockPart struct {
	gen  int64
	lots []*OpenLot
}

// keptViews is how many ways to look at one stock are kept.
const keptViews = 16

// present is the stock of a day by the books as they are. It goes on from the one
// of that day that is kept, and opens only the books that have another
// generation since.
func (r *reading) present(ctx context.Context, at stamp, on document.Date) (*Stock, error) {
	s := &Stock{On: on, Behind: at.behind, parts: map[string]stockPart{}, views: newMemo[string, *stockView](keptViews)}
	before, ok := r.stocks.latest(func(k stockKey) bool { return k.rfc == at.rfc && k.on == on && k.known == 0 })
	if !ok {
		before = &Stock{}
	}
	same := func(b *step.BookRecord) bool {
		p, ok := before.parts[b.ID]
		if ok = ok && p.gen == b.Gen; ok {
			s.parts[b.ID] = p
		}
		return ok
	}
	var fresh []*OpenLot
	err := step.EachBookBut(ctx, r.books, at.rfc, same, func(rec *step.BookRecord, b *ledger.Book) error {
		lots := openLots(b, on)
		s.parts[rec.ID] = stockPart{rec.Gen, lots}
		fresh = append(fresh, lots...)
		return nil
	})
	if err != nil {
		return nil, err //nolint:wrapcheck // names the book
	}
	gone := map[*OpenLot]bool{}
	for id, p := range before.parts {
		if s.parts[id].gen != p.gen {
			for _, l := range p.lots {
				gone[l] = true
			}
		}
	}
	slices.SortFunc(fresh, byDue)
	s.Lots = merged(before.Lots, gone, fresh)
	return s, nil
}

// merged are sorted lots without those that are gone, and with more sorted ones.
func merged(lots []*OpenLot, gone map[*OpenLot]bool, more []*OpenLot) []*OpenLot {
	out := make([]*OpenLot, 0, len(lots)-len(gone)+len(more))
	for _, l := range lots {
		if gone[l] {
			continue
		}
		for len(more) > 0 && byDue(more[0], l) < 0 {
			out, more = append(out, more[0]), more[1:]
		}
		out = append(out, l)
	}
	return append(out, more...)
}

// byDue puts what falls due first on top, and what has no due date last.
func byDue(a, b *OpenLot) int {
	if a.Due.Known() != b.Due.Known() {
		if a.Due.Known() {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.Due, b.Due), strings.Compare(a.ID, b.ID), strings.Compare(a.Material.Key, b.Material.Key), strings.Compare(a.Material.Unit, b.Material.Unit))
}

// past is the stock of a day as it was known at a moment.
func (r *reading) past(ctx context.Context, at stamp, on document.Date, known time.Time) (*Stock, error) {
	s := &Stock{On: on, Known: known, Behind: at.behind, views: newMemo[string, *stockView](keptViews)}
	d, err := step.KnownAt(ctx, r.books, at.rfc, known)
	if err != nil {
		return nil, err //nolint:wrapcheck // named by the caller
	}
	books, err := d.Books()
	if err != nil {
		return nil, err //nolint:wrapcheck // same
	}
	for _, b := range books {
		s.Lots = append(s.Lots, openLots(b, on)...)
	}
	slices.SortFunc(s.Lots, byDue)
	return s, nil
}

// openLots takes what is left in a book. Its texts are copied: a lot must not
// hold the book it is of.
func openLots(b *ledger.Book, on document.Date) (out []*OpenLot) {
	texts := map[string]string{}
	own := func(s string) string {
		if have, ok := texts[s]; ok {
			return have
		}
		s = strings.Clone(s)
		texts[s] = s
		return s
	}
	material := ledger.Material{Kind: own(b.Material.Kind), Key: own(b.Material.Key), Unit: own(b.Material.Unit)}
	for _, l := range b.AsOf(on) {
		if l.Saldo+l.Desperdicio+l.Faltante == 0 {
			continue
		}
		o := &OpenLot{
			ID: strings.Clone(l.Lot.ID), Pedimento: own(l.Lot.Pedimento), Clave: own(l.Lot.Clave), Tipo: own(l.Lot.Tipo), Partida: l.Lot.Partida,
			Fraccion: own(l.Lot.Fraccion), Parte: own(l.Lot.Parte), Descripcion: own(l.Lot.Descripcion), Material: material, UMT: own(l.Lot.UMT),
			Available: l.Lot.AvailableFrom, Due: l.Lot.Due, DueLast: l.Lot.DueLast,
			Saldo: l.Saldo, Desperdicio: l.Desperdicio, Faltante: l.Faltante, SaldoUMT: l.SaldoUMT, Held: l.Held,
			Value: l.Value(), Owed: l.Owed(),
		}
		if c, ok := contingencia.Of(&l, b.Material.Unit); ok {
			o.State = string(c.EstadoAl(on))
		}
		out = append(out, o)
	}
	return out
}

// stockView is a stock confined to some lots, with what is added up of them.
type stockView struct {
	on             document.Date
	lots           []*OpenLot
	ageing, months []band
	groups         *memo[string, []group]
}

// view is the stock confined to the lots that have some values, by the keys of
// confinements.
func (s *Stock) view(ctx context.Context, asked url.Values) (*stockView, error) {
	only, by := url.Values{}, confinements(s.On)
	for i := range by {
		if key := by[i].Key; asked.Has(key) {
			only.Set(key, asked.Get(key))
		}
	}
	return s.views.of(ctx, only.Encode(), func(context.Context) (*stockView, error) {
		v := &stockView{on: s.On, lots: s.Lots, groups: newMemo[string, []group](len(groupings()))}
		for i := range by {
			g := &by[i]
			if !only.Has(g.Key) {
				continue
			}
			var kept []*OpenLot
			for _, l := range v.lots {
				if g.of(l) == only.Get(g.Key) {
					kept = append(kept, l)
				}
			}
			v.lots = kept
		}
		v.ageing, v.months = ageing(v.lots, s.On), byMonth(v.lots, s.On)
		return v, nil
	})
}

// by is the view added up by a grouping.
func (v *stockView) by(ctx context.Context, g *grouping) ([]group, error) {
	return v.groups.of(ctx, g.Key, func(context.Context) ([]group, error) { return gather(g, v.lots, v.on), nil })
}
