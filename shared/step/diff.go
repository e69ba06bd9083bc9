package step

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Difference is what two runs, or the books at two moments, say otherwise.
type Difference struct {
	Deltas []ledger.Delta
	// Periods are the months (YYYY-MM) whose closing balances differ: what was
	// reported of them no longer holds.
	Periods []string
}

// add compares two books of one material; either may be nil.
func (d *Difference) add(before, after *ledger.Book, months map[string]bool) {
	d.Deltas = append(d.Deltas, ledger.Compare(before, after)...)
	for m := range changedMonths(before, after) {
		months[m] = true
	}
}

func (d *Difference) close(months map[string]bool) *Difference {
	d.Periods = slices.Sorted(maps.Keys(months))
	return d
}

// changedMonths are the months at whose end the lots of two books stand
// otherwise. A balance changes only on a day something is dated.
func changedMonths(before, after *ledger.Book) map[string]bool {
	first, last := document.Date(0), document.Date(0)
	for _, b := range []*ledger.Book{before, after} {
		if b == nil {
			continue
		}
		see := func(d document.Date) {
			if d.Known() && (first == 0 || d < first) {
				first = d
			}
			last = max(last, d)
		}
		for i := range b.Lots {
			see(b.Lots[i].AvailableFrom)
		}
		for i := range b.Exits {
			see(b.Exits[i].MovedAt)
		}
	}
	out := map[string]bool{}
	if first == 0 {
		return out
	}
	for end := first.MonthEnd(); end <= last.MonthEnd(); end = end.AddDays(1).MonthEnd() {
		if !maps.Equal(closing(before, end), closing(after, end)) {
			out[end.String()[:7]] = true
		}
	}
	return out
}

// closing is what each lot stood at on a day.
func closing(b *ledger.Book, on document.Date) map[string][4]int64 {
	out := map[string][4]int64{}
	if b == nil {
		return out
	}
	for _, s := range b.AsOf(on) {
		if now := [4]int64{int64(s.Saldo), int64(s.Desperdicio), int64(s.Faltante), int64(s.SaldoUMT)}; now != [4]int64{} {
			out[s.Lot.ID] = now
		}
	}
	return out
}

// DiffKnown compares what the books said at two moments; a zero end is now.
func DiffKnown(ctx context.Context, store Books, rfc string, from, to time.Time) (*Difference, error) {
	before, err := KnownAt(ctx, store, rfc, from)
	if err != nil {
		return nil, err
	}
	after, err := KnownAt(ctx, store, rfc, to)
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, d := range []*Derived{before, after} {
		for id := range d.Moves {
			ids[id] = true
		}
	}
	out, months := &Difference{}, map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		a, err := before.Book(id)
		if err != nil {
			return nil, err
		}
		b, err := after.Book(id)
		if err != nil {
			return nil, err
		}
		out.add(a, b, months)
	}
	return out.close(months), nil
}

// DiffRuns compares two evaluations of one material, named by their run ids or
// the beginnings of them.
func DiffRuns(ctx context.Context, store Books, rfc string, a, b document.Hash) (*Difference, error) {
	before, err := findRun(ctx, store, rfc, a)
	if err != nil {
		return nil, err
	}
	after, err := findRun(ctx, store, rfc, b)
	if err != nil {
		return nil, err
	}
	if before.ID != after.ID {
		return nil, fault.Newf(fault.Misconfigured, "diff of runs", "run %s is of material %s and run %s of %s", a, before.Material.Key, b, after.Material.Key)
	}
	out, months := &Difference{}, map[string]bool{}
	out.add(before, after, months)
	return out.close(months), nil
}

// findRun looks a run up among all generations of the books.
func findRun(ctx context.Context, store Books, rfc string, run document.Hash) (*ledger.Book, error) {
	var found BookRecord
	for head, err := range store.Books(ctx, rfc) {
		if err != nil {
			return nil, err
		}
		for r, err := range store.Generations(ctx, rfc, head.ID) {
			if err != nil {
				return nil, err
			}
			if run == "" || !strings.HasPrefix(string(r.Run()), string(run)) {
				continue
			}
			if found.ID != "" && found.Run() != r.Run() {
				return nil, fault.Newf(fault.Misconfigured, "diff of runs", "%q begins more than one run; write more of it", run)
			}
			found = r
		}
	}
	if found.ID == "" {
		return nil, fault.Newf(fault.Misconfigured, "diff of runs", "no book was ever made by run %q", run)
	}
	return OpenBook(ctx, store, rfc, found)
}
