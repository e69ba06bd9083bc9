package match_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
)

// anyHistory draws lots and exits of every role, in the order match asks for.
func anyHistory(t *rapid.T) match.Input {
	var in match.Input
	n := rapid.IntRange(1, 8).Draw(t, "lots")
	for range n {
		l := match.Lot{
			Qty: quantity.Micros(rapid.Int64Range(0, 9).Draw(t, "qty")), Available: day(rapid.IntRange(0, 9).Draw(t, "available")),
			Waste: quantity.Micros(max(0, rapid.Int64Range(-6, 3).Draw(t, "waste"))),
			Class: rapid.Int32Range(1, 2).Draw(t, "class"), NamedOnly: rapid.IntRange(0, 9).Draw(t, "asset") == 0,
		}
		if rapid.Bool().Draw(t, "expires") {
			l.Due = l.Available.AddDays(rapid.IntRange(0, 6).Draw(t, "stay"))
		}
		for range max(0, rapid.IntRange(-6, 3).Draw(t, "blocks")) {
			b := match.Block{From: day(rapid.IntRange(0, 9).Draw(t, "from"))}
			if rapid.IntRange(0, 3).Draw(t, "freed") > 0 {
				b.To = b.From.AddDays(rapid.IntRange(0, 3).Draw(t, "for"))
			}
			l.Blocks = append(l.Blocks, b)
		}
		in.Lots = append(in.Lots, l)
	}
	slices.SortStableFunc(in.Lots, func(a, b match.Lot) int { return int(a.Available) - int(b.Available) })
	for range rapid.IntRange(0, 12).Draw(t, "exits") {
		x := match.Exit{
			Qty: quantity.Micros(rapid.Int64Range(1, 12).Draw(t, "out")), Moved: day(rapid.IntRange(0, 14).Draw(t, "moved")),
			Role: match.Role(rapid.IntRange(0, 5).Draw(t, "role")), Class: rapid.Int32Range(0, 2).Draw(t, "asks"),
			TakesExpired: rapid.IntRange(0, 3).Draw(t, "takes") == 0, LeavesExpired: rapid.IntRange(0, 3).Draw(t, "leaves") == 0,
			Hold: rapid.IntRange(0, 9).Draw(t, "hold") == 0,
		}
		if rapid.IntRange(0, 2).Draw(t, "names") == 0 {
			x.NamedFrom = int32(len(in.Names))
			in.Names = append(in.Names, match.Name{Lot: rapid.Int32Range(0, int32(n-1)).Draw(t, "lot"), Qty: x.Qty})
			x.NamedTo = x.NamedFrom + 1
			x.NamedOnly = rapid.Bool().Draw(t, "only")
		}
		in.Exits = append(in.Exits, x)
	}
	slices.SortStableFunc(in.Exits, func(a, b match.Exit) int { return int(a.Moved) - int(b.Moved) })
	for e := range in.Exits { // after the exits have their places
		for lot := range in.Lots {
			if rapid.IntRange(0, 7).Draw(t, "decided") == 0 {
				in.Exits[e].Decided = true
				in.Late = append(in.Late, match.Late{Exit: int32(e), Lot: int32(lot), Takes: rapid.Bool().Draw(t, "takes it")})
			}
		}
	}
	return in
}

// copyOf is what of a state can be compared.
func copyOf(s *match.State) [4][]quantity.Micros {
	return [4][]quantity.Micros{slices.Clone(s.Left), slices.Clone(s.Waste), slices.Clone(s.Missing), slices.Clone(s.Held)}
}

// TestUndo takes all takes back from the end: at every exit the state is that
// of the way there, and going on from it gives the same takes again.
func TestUndo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := anyHistory(t)
		var s match.State
		s.Reset(in.Lots)
		states := [][4][]quantity.Micros{copyOf(&s)}
		ends := []int{0}
		var takes []match.Take
		for e := range in.Exits {
			takes, _ = s.Step(&in, int32(e), takes)
			states, ends = append(states, copyOf(&s)), append(ends, len(takes))
		}
		from := rapid.IntRange(0, len(in.Exits)).Draw(t, "from")
		for i := len(takes) - 1; i >= ends[from]; i-- {
			s.Undo(in.Lots, in.Exits[takes[i].Exit].Role, takes[i])
		}
		if d := cmp.Diff(states[from], copyOf(&s)); d != "" {
			t.Fatalf("state before exit %d (-forward +undone):\n%s", from, d)
		}
		again := slices.Clone(takes[:ends[from]])
		for e := from; e < len(in.Exits); e++ {
			again, _ = s.Step(&in, int32(e), again)
		}
		if d := cmp.Diff(takes, again, cmpopts.EquateEmpty()); d != "" {
			t.Fatalf("takes from exit %d (-first +again):\n%s", from, d)
		}
	})
}

// TestConservationOfRoles: a lot is always what left it, what is left of it, its
// desperdicio and what is missing; nothing is below zero.
func TestConservationOfRoles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := anyHistory(t)
		var out match.Output
		match.Run(in, &out)
		gone := make([]quantity.Micros, len(in.Lots))
		given := make([]quantity.Micros, len(in.Exits))
		for _, k := range out.Takes {
			x := &in.Exits[k.Exit]
			if k.Basis == match.Freed {
				continue // of the take before
			}
			given[k.Exit] += k.Qty
			if k.Basis != match.Held && (x.Role == match.Out || x.Role == match.Act) {
				gone[k.Lot] += k.Qty
			}
			if in.Lots[k.Lot].Available > x.Moved {
				t.Fatalf("exit of %s takes from a lot of %s", x.Moved, in.Lots[k.Lot].Available)
			}
		}
		for i := range in.Lots {
			if out.Left[i] < 0 || out.Waste[i] < 0 || out.Missing[i] < 0 || out.Held[i] < 0 {
				t.Fatalf("lot %d is below zero: %d %d %d %d", i, out.Left[i], out.Waste[i], out.Missing[i], out.Held[i])
			}
			if out.Held[i] > out.Left[i] {
				t.Fatalf("lot %d: %d held of %d", i, out.Held[i], out.Left[i])
			}
			if sum := gone[i] + out.Left[i] + out.Waste[i] + out.Missing[i]; sum != in.Lots[i].Qty+in.Lots[i].Waste {
				t.Fatalf("lot %d of %d and %d accounts for %d", i, in.Lots[i].Qty, in.Lots[i].Waste, sum)
			}
		}
		for e := range in.Exits {
			if x := &in.Exits[e]; x.Role != match.Count && given[e]+out.Short[e] != x.Qty {
				t.Fatalf("exit %d of %d: %d given, %d short", e, x.Qty, given[e], out.Short[e])
			}
		}
	})
}

func TestRoles(t *testing.T) {
	t.Parallel()
	lots := []match.Lot{{Qty: 10, Available: day(1), Due: day(9)}, {Qty: 10, Available: day(2)}}
	tests := map[string]struct {
		exits                []match.Exit
		left, waste, missing []quantity.Micros
		short                []quantity.Micros
	}{
		"desperdicio stays under its lot, an act ends it": {
			exits: []match.Exit{{Qty: 4, Moved: day(3), Role: match.ToWaste}, {Qty: 5, Moved: day(4), Role: match.Act}},
			left:  []quantity.Micros{6, 10}, waste: []quantity.Micros{0, 0}, missing: []quantity.Micros{0, 0}, short: []quantity.Micros{0, 1},
		},
		"an act before the desperdicio finds none": {
			exits: []match.Exit{{Qty: 5, Moved: day(2), Role: match.Act}, {Qty: 4, Moved: day(3), Role: match.ToWaste}},
			left:  []quantity.Micros{6, 10}, waste: []quantity.Micros{4, 0}, missing: []quantity.Micros{0, 0}, short: []quantity.Micros{5, 0},
		},
		"a count below the books is missing by PEPS, expired or not": {
			exits: []match.Exit{{Qty: 7, Moved: day(20), Role: match.Count}},
			left:  []quantity.Micros{0, 7}, waste: []quantity.Micros{0, 0}, missing: []quantity.Micros{10, 3}, short: []quantity.Micros{0},
		},
		"a later count gives back the newest and the rest is a surplus": {
			exits: []match.Exit{{Qty: 7, Moved: day(20), Role: match.Count}, {Qty: 12, Moved: day(21), Role: match.Count}, {Qty: 25, Moved: day(22), Role: match.Count}},
			left:  []quantity.Micros{10, 10}, waste: []quantity.Micros{0, 0}, missing: []quantity.Micros{0, 0}, short: []quantity.Micros{0, 0, 5},
		},
		"theft keeps the lot, found goods come back": {
			exits: []match.Exit{{Qty: 12, Moved: day(3), Role: match.ToMissing}, {Qty: 3, Moved: day(4), Role: match.Found}},
			left:  []quantity.Micros{1, 10}, waste: []quantity.Micros{0, 0}, missing: []quantity.Micros{9, 0}, short: []quantity.Micros{0, 0},
		},
		"a decision leaves the expired lot to A3": {
			exits: []match.Exit{{Qty: 4, Moved: day(15), LeavesExpired: true}},
			left:  []quantity.Micros{10, 6}, waste: []quantity.Micros{0, 0}, missing: []quantity.Micros{0, 0}, short: []quantity.Micros{0},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out match.Output
			match.Run(match.Input{Lots: lots, Exits: tt.exits}, &out)
			got := [][]quantity.Micros{out.Left, out.Waste, out.Missing, out.Short}
			if d := cmp.Diff([][]quantity.Micros{tt.left, tt.waste, tt.missing, tt.short}, got); d != "" {
				t.Errorf("left, waste, missing, short (-want +got):\n%s", d)
			}
		})
	}
}

// TestHeld: what an exit names it takes though it was held for an earlier one,
// of which it is told; only what is beyond free stock was held.
func TestHeld(t *testing.T) {
	t.Parallel()
	lots := []match.Lot{{Qty: 10, Available: day(1), Due: day(5)}, {Qty: 10, Available: day(2)}}
	naming := match.Exit{Qty: 8, Moved: day(8), NamedFrom: 0, NamedTo: 1, NamedOnly: true}
	tests := map[string]struct {
		exits []match.Exit
		late  []match.Late
		takes []match.Take
		held  []quantity.Micros
	}{
		"free stock first, then what was held": {
			exits: []match.Exit{{Qty: 6, Moved: day(7)}, naming},
			takes: []match.Take{{0, 0, 6, match.Held}, {1, 0, 8, match.Named}, {1, 0, 4, match.Freed}}, held: []quantity.Micros{2, 0},
		},
		"nothing held, nothing freed": {
			exits: []match.Exit{{Qty: 2, Moved: day(7)}, naming},
			takes: []match.Take{{0, 0, 2, match.Held}, {1, 0, 8, match.Named}}, held: []quantity.Micros{2, 0},
		},
		"a count frees too": {
			exits: []match.Exit{{Qty: 6, Moved: day(7)}, {Qty: 7, Moved: day(8), Role: match.Count}},
			takes: []match.Take{{0, 0, 6, match.Held}, {1, 0, 10, match.PEPS}, {1, 0, 6, match.Freed}, {1, 1, 3, match.PEPS}}, held: []quantity.Micros{0, 0},
		},
		"a decision leaves that lot": {
			exits: []match.Exit{{Qty: 6, Moved: day(7), Decided: true}, {Qty: 6, Moved: day(7)}},
			late:  []match.Late{{Exit: 0, Lot: 0}},
			takes: []match.Take{{0, 1, 6, match.PEPS}, {1, 0, 6, match.Held}}, held: []quantity.Micros{6, 0},
		},
		"a decision takes that lot, though the exit leaves what expired": {
			exits: []match.Exit{{Qty: 12, Moved: day(7), Decided: true, LeavesExpired: true}},
			late:  []match.Late{{Exit: 0, Lot: 0, Takes: true}},
			takes: []match.Take{{0, 0, 10, match.PEPS}, {0, 1, 2, match.PEPS}}, held: []quantity.Micros{0, 0},
		},
		"what one exit leaves, another takes": {
			exits: []match.Exit{{Qty: 6, Moved: day(7), Decided: true, TakesExpired: true}, {Qty: 4, Moved: day(7), TakesExpired: true}},
			late:  []match.Late{{Exit: 0, Lot: 0}},
			takes: []match.Take{{0, 1, 6, match.PEPS}, {1, 0, 4, match.PEPS}}, held: []quantity.Micros{0, 0},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, class := range []int32{0, 1} { // both walks
				in := match.Input{Lots: slices.Clone(lots), Exits: slices.Clone(tt.exits), Names: []match.Name{{Lot: 0, Qty: 8}}, Late: tt.late}
				for i := range in.Lots {
					in.Lots[i].Class = class
				}
				for i := range in.Exits {
					in.Exits[i].Class = class
				}
				var out match.Output
				match.Run(in, &out)
				if d := cmp.Diff(tt.takes, out.Takes); d != "" {
					t.Errorf("takes (-want +got):\n%s", d)
				}
				if d := cmp.Diff(tt.held, out.Held); d != "" {
					t.Errorf("held (-want +got):\n%s", d)
				}
			}
		})
	}
}

// TestBlockedAndFamily: a blocked lot is passed over, even named; the part
// asked for comes before its substitutes.
func TestBlockedAndFamily(t *testing.T) {
	t.Parallel()
	in := match.Input{
		Lots: []match.Lot{
			{Qty: 5, Available: day(1), Class: 2},
			{Qty: 5, Available: day(2), Class: 1, Blocks: []match.Block{{From: day(2), To: day(3)}, {From: day(4), To: day(6)}}},
			{Qty: 5, Available: day(3), Class: 1},
		},
		Exits: []match.Exit{
			{Qty: 7, Moved: day(5), Class: 1},
			{Qty: 1, Moved: day(5), NamedFrom: 0, NamedTo: 1, NamedOnly: true},
			{Qty: 4, Moved: day(6), Class: 1},
		},
		Names: []match.Name{{Lot: 1, Qty: 1}},
	}
	var out match.Output
	match.Run(in, &out)
	want := []match.Take{
		{Exit: 0, Lot: 2, Qty: 5, Basis: match.PEPS},
		{Exit: 0, Lot: 0, Qty: 2, Basis: match.PEPS},
		{Exit: 2, Lot: 1, Qty: 4, Basis: match.PEPS},
	}
	if d := cmp.Diff(want, out.Takes); d != "" {
		t.Errorf("takes (-want +got):\n%s", d)
	}
	if out.Short[1] != 1 || !match.Blocked(in.Lots, day(5)) || match.Blocked(in.Lots, document.NewDate(2021, 1, 1)) {
		t.Errorf("short %v: a blocked lot is not taken even when named", out.Short)
	}
}
