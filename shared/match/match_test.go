package match_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

func day(d int) document.Date { return document.NewDate(2021, 3, 1).AddDays(d) }

func TestRun(t *testing.T) {
	tests := map[string]struct {
		in    match.Input
		takes []match.Take
		left  []quantity.Micros
		short []quantity.Micros
	}{
		"oldest first, split over two lots": {
			in: match.Input{
				Lots:  []match.Lot{{Qty: 10, Available: day(1)}, {Qty: 5, Available: day(8)}},
				Exits: []match.Exit{{Qty: 12, Moved: day(19)}},
			},
			takes: []match.Take{{Exit: 0, Lot: 0, Qty: 10, Basis: match.PEPS}, {Exit: 0, Lot: 1, Qty: 2, Basis: match.PEPS}},
			left:  []quantity.Micros{0, 3}, short: []quantity.Micros{0},
		},
		"an entry of the same date is available, a later one is not": {
			in: match.Input{
				Lots:  []match.Lot{{Qty: 1, Available: day(3)}, {Qty: 9, Available: day(4)}},
				Exits: []match.Exit{{Qty: 5, Moved: day(3)}},
			},
			takes: []match.Take{{Exit: 0, Lot: 0, Qty: 1, Basis: match.PEPS}},
			left:  []quantity.Micros{0, 9}, short: []quantity.Micros{4},
		},
		"its own identification first, and nothing reserved for later exits": {
			in: match.Input{
				Lots: []match.Lot{{Qty: 4, Available: day(1)}, {Qty: 4, Available: day(2)}},
				Exits: []match.Exit{
					{Qty: 3, Moved: day(5), NamedFrom: 0, NamedTo: 1},
					{Qty: 3, Moved: day(6), NamedFrom: 1, NamedTo: 2},
				},
				Names: []match.Name{{Lot: 1, Qty: 3}, {Lot: 1, Qty: 3}},
			},
			takes: []match.Take{
				{Exit: 0, Lot: 1, Qty: 3, Basis: match.Named},
				{Exit: 1, Lot: 1, Qty: 1, Basis: match.Named},
				{Exit: 1, Lot: 0, Qty: 2, Basis: match.PEPS},
			},
			left: []quantity.Micros{2, 0}, short: []quantity.Micros{0, 0},
		},
		"an expired lot is held, not taken, and not held twice": {
			in: match.Input{
				Lots:  []match.Lot{{Qty: 4, Available: day(1), Due: day(10)}, {Qty: 9, Available: day(2)}},
				Exits: []match.Exit{{Qty: 3, Moved: day(11)}, {Qty: 3, Moved: day(12)}},
			},
			takes: []match.Take{
				{Exit: 0, Lot: 0, Qty: 3, Basis: match.Held},
				{Exit: 1, Lot: 0, Qty: 1, Basis: match.Held},
				{Exit: 1, Lot: 1, Qty: 2, Basis: match.PEPS},
			},
			left: []quantity.Micros{4, 7}, short: []quantity.Micros{0, 0},
		},
		"a regularisation takes what expired": {
			in: match.Input{
				Lots:  []match.Lot{{Qty: 4, Available: day(1), Due: day(10)}},
				Exits: []match.Exit{{Qty: 3, Moved: day(11), TakesExpired: true}},
			},
			takes: []match.Take{{Exit: 0, Lot: 0, Qty: 3, Basis: match.PEPS}},
			left:  []quantity.Micros{1}, short: []quantity.Micros{0},
		},
		"fixed assets only when named; no BOM is no match": {
			in: match.Input{
				Lots:  []match.Lot{{Qty: 1, Available: day(1), NamedOnly: true}},
				Exits: []match.Exit{{Qty: 1, Moved: day(2)}, {Qty: 7, Moved: day(3), Hold: true}},
			},
			left: []quantity.Micros{1}, short: []quantity.Micros{1, 7},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var out match.Output
			match.Run(tt.in, &out)
			if d := cmp.Diff(tt.takes, out.Takes); d != "" && len(tt.takes)+len(out.Takes) > 0 {
				t.Errorf("takes (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.left, out.Left); d != "" {
				t.Errorf("saldos:\n%s", d)
			}
			if d := cmp.Diff(tt.short, out.Short); d != "" {
				t.Errorf("shortages:\n%s", d)
			}
		})
	}
}

// TestConservation draws random histories: every lot is saldo plus takes,
// every exit is takes plus held plus shortage, and nothing is below zero.
func TestConservation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := history(t)
		var out match.Output
		match.Run(in, &out)
		taken := make([]quantity.Micros, len(in.Lots))
		given := make([]quantity.Micros, len(in.Exits))
		for _, k := range out.Takes {
			if k.Qty <= 0 {
				t.Fatalf("empty take %+v", k)
			}
			if in.Lots[k.Lot].Available > in.Exits[k.Exit].Moved {
				t.Fatalf("take %+v of a lot that was not there yet", k)
			}
			if k.Basis == match.Freed {
				continue // of the take before
			}
			given[k.Exit] += k.Qty
			if k.Basis != match.Held {
				taken[k.Lot] += k.Qty
			}
		}
		for i, l := range in.Lots {
			if out.Left[i] < 0 || out.Left[i]+taken[i] != l.Qty {
				t.Fatalf("lot %d: %d left, %d taken, %d entered", i, out.Left[i], taken[i], l.Qty)
			}
		}
		for e, x := range in.Exits {
			if out.Short[e] < 0 || out.Short[e]+given[e] != x.Qty {
				t.Fatalf("exit %d: %d short, %d given, %d left", e, out.Short[e], given[e], x.Qty)
			}
		}
	})
}

func history(t *rapid.T) match.Input {
	var in match.Input
	at := 0
	for range rapid.IntRange(0, 12).Draw(t, "lots") {
		at += rapid.IntRange(0, 5).Draw(t, "gap")
		l := match.Lot{Qty: quantity.Micros(rapid.Int64Range(1, 20).Draw(t, "qty")), Available: day(at)}
		if rapid.Bool().Draw(t, "expires") {
			l.Due = day(at + 15)
		}
		in.Lots = append(in.Lots, l)
	}
	at = 0
	for range rapid.IntRange(0, 12).Draw(t, "exits") {
		at += rapid.IntRange(0, 8).Draw(t, "gap")
		x := match.Exit{Qty: quantity.Micros(rapid.Int64Range(1, 30).Draw(t, "qty")), Moved: day(at), NamedFrom: int32(len(in.Names))}
		for range rapid.IntRange(0, 2).Draw(t, "names") {
			if len(in.Lots) > 0 {
				in.Names = append(in.Names, match.Name{Lot: rapid.Int32Range(0, int32(len(in.Lots)-1)).Draw(t, "lot"), Qty: 5})
			}
		}
		x.NamedTo = int32(len(in.Names))
		x.TakesExpired = rapid.Bool().Draw(t, "a3")
		in.Exits = append(in.Exits, x)
	}
	return in
}
