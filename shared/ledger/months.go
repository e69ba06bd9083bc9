package ledger

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// standingOf is what a lot stands at: good stock, desperdicio, what is missing,
// and the three in UMT.
type standingOf [4]int64

// posting is what changes a lot of one of two books on a day.
type posting struct {
	lot  string
	at   document.Date
	side int
	q    standingOf
}

// ChangedMonths are the months (YYYY-MM) at whose end the lots of two books
// stand otherwise, up to the month of a last day; either book may be nil. A lot
// that is used up stands as one that never was.
func ChangedMonths(before, after *Book, last document.Date) []string {
	var all []posting
	for side, b := range []*Book{before, after} {
		if b != nil {
			all = b.postings(all, side)
		}
	}
	slices.SortFunc(all, postingOrder)
	changed := map[int]bool{}
	for i := 0; i < len(all); {
		var stands [2]standingOf
		for lot := all[i].lot; i < len(all) && all[i].lot == lot; {
			from, until := monthNumber(all[i].at), monthNumber(last)+1
			for ; i < len(all) && all[i].lot == lot && monthNumber(all[i].at) == from; i++ {
				stands[all[i].side].add(all[i].q)
			}
			if i < len(all) && all[i].lot == lot {
				until = min(until, monthNumber(all[i].at))
			}
			for m := from; m >= 0 && m < until && stands[0] != stands[1]; m++ {
				changed[m] = true
			}
		}
	}
	out := make([]string, 0, len(changed))
	for m := range changed {
		out = append(out, document.NewDate(m/12, m%12+1, 1).String()[:len("2006-01")])
	}
	slices.Sort(out)
	return out
}

// postingOrder compares the days of one lot alone: there are thousands.
func postingOrder(x, y posting) int {
	if c := strings.Compare(x.lot, y.lot); c != 0 {
		return c
	}
	return cmp.Compare(x.at, y.at)
}

func (s *standingOf) add(q standingOf) {
	for i := range s {
		s[i] += q[i]
	}
}

// monthNumber counts months; an unknown date is in none.
func monthNumber(d document.Date) int {
	const year, month = 10_000, 100
	if !d.Known() {
		return -1
	}
	return int(d)/year*12 + int(d)%year/month - 1
}

// postings appends what changes the lots of a book, in the terms of AsOf.
func (b *Book) postings(all []posting, side int) []posting {
	from := make(map[string]document.Date, len(b.Lots))
	all = slices.Grow(all, len(b.Lots)+len(b.Descargos))
	for i := range b.Lots {
		l := &b.Lots[i]
		from[l.ID] = l.AvailableFrom
		all = append(all, posting{l.ID, l.AvailableFrom, side, standingOf{int64(l.Bueno()), int64(l.Desperdicio), 0, int64(l.CantidadUMT)}})
	}
	wasted := b.wasteActs()
	for i := range b.Descargos {
		d := &b.Descargos[i]
		q := standingOf{-int64(d.Cantidad), 0, 0, -int64(d.CantidadUMT)}
		if wasted[d.Exit] {
			q = standingOf{0, -int64(d.Cantidad), 0, -int64(d.CantidadUMT)}
		}
		all = append(all, posting{d.Lot, max(d.MovedAt, from[d.Lot]), side, q})
	}
	for i := range b.Cambios {
		c := &b.Cambios[i]
		var s LotSaldo
		s.change(c)
		all = append(all, posting{c.Lot, max(c.MovedAt, from[c.Lot]), side, standingOf{int64(s.Saldo), int64(s.Desperdicio), int64(s.Faltante), 0}})
	}
	return all
}
