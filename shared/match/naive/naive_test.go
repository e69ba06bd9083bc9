package naive_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match/naive"
)

func day(d int) document.Date { return document.NewDate(2021, 3, 1).AddDays(d) }

// TestSteps holds each step of the package comment to an example worked out by
// hand.
func TestSteps(t *testing.T) {
	t.Parallel()
	two := []naive.Lot{{ID: "a", Qty: 10, Available: day(1)}, {ID: "b", Qty: 5, Available: day(8)}}
	stale := []naive.Lot{{ID: "a", Qty: 4, Available: day(1), Due: day(10)}, {ID: "b", Qty: 9, Available: day(2)}}
	out := func(id string, q int64, d int) naive.Exit {
		return naive.Exit{ID: id, Qty: q, Moved: day(d), Role: naive.Salida}
	}
	as := func(x naive.Exit, role naive.Role) naive.Exit {
		x.Role = role
		return x
	}
	naming := func(x naive.Exit, names ...naive.Name) naive.Exit {
		x.Names = names
		return x
	}
	for name, tt := range map[string]struct {
		lots  []naive.Lot
		exits []naive.Exit
		want  naive.Result
	}{
		"oldest first": {two, []naive.Exit{out("x", 12, 19)}, naive.Result{
			Balances: map[string]naive.Balance{"a": {}, "b": {Good: 3}},
			PEPS:     []naive.Take{{Exit: "x", Lot: "a", Qty: 10}, {Exit: "x", Lot: "b", Qty: 2}},
		}},
		"no lot of a later day; the rest is short": {two, []naive.Exit{out("x", 12, 7)}, naive.Result{
			Balances: map[string]naive.Balance{"a": {}, "b": {Good: 5}},
			PEPS:     []naive.Take{{Exit: "x", Lot: "a", Qty: 10}}, Short: map[string]int64{"x": 2},
		}},
		"its names before the oldest": {two, []naive.Exit{naming(out("x", 7, 9), naive.Name{Lot: "b", Qty: 5})}, naive.Result{
			Balances: map[string]naive.Balance{"a": {Good: 8}, "b": {}},
			Named:    []naive.Take{{Exit: "x", Lot: "b", Qty: 5}}, PEPS: []naive.Take{{Exit: "x", Lot: "a", Qty: 2}},
		}},
		"names that share a quantity": {
			two,
			[]naive.Exit{{ID: "x", Qty: 12, Moved: day(9), Role: naive.Salida, NamedOnly: true, Names: []naive.Name{
				{Lot: "a", Qty: 11}, {Lot: "b", More: true},
			}}},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {}, "b": {Good: 4}},
				Named:    []naive.Take{{Exit: "x", Lot: "a", Qty: 10}, {Exit: "x", Lot: "b", Qty: 1}}, Short: map[string]int64{"x": 1},
			},
		},
		"an expired lot is held once": {stale, []naive.Exit{out("x", 3, 11), out("y", 3, 12)}, naive.Result{
			Balances: map[string]naive.Balance{"a": {Good: 4, Held: 4}, "b": {Good: 7}},
			Held:     []naive.Take{{Exit: "x", Lot: "a", Qty: 3}, {Exit: "y", Lot: "a", Qty: 1}}, PEPS: []naive.Take{{Exit: "y", Lot: "b", Qty: 2}},
		}},
		"what was held is taken by who names it, the earliest hold first": {
			stale,
			[]naive.Exit{out("x", 1, 11), out("y", 2, 12), naming(out("z", 3, 13), naive.Name{Lot: "a", Qty: 3})},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {Good: 1, Held: 1}, "b": {Good: 9}},
				Held:     []naive.Take{{Exit: "x", Lot: "a", Qty: 1}, {Exit: "y", Lot: "a", Qty: 2}},
				Named:    []naive.Take{{Exit: "z", Lot: "a", Qty: 3}},
				Freed:    []naive.Freed{{Held: "x", By: "z", Lot: "a", Qty: 1}, {Held: "y", By: "z", Lot: "a", Qty: 1}},
			},
		},
		"a decision about one expired lot": {
			stale,
			[]naive.Exit{
				{ID: "x", Qty: 3, Moved: day(11), Role: naive.Salida, Leave: []string{"a"}},
				{ID: "y", Qty: 3, Moved: day(11), Role: naive.Salida, LeavesExpired: true, Take: []string{"a"}},
			},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {Good: 1}, "b": {Good: 6}},
				PEPS:     []naive.Take{{Exit: "x", Lot: "b", Qty: 3}, {Exit: "y", Lot: "a", Qty: 3}},
			},
		},
		"a decision takes or leaves it": {
			stale,
			[]naive.Exit{
				{ID: "x", Qty: 3, Moved: day(11), Role: naive.Salida, LeavesExpired: true},
				{ID: "y", Qty: 3, Moved: day(11), Role: naive.Salida, TakesExpired: true},
			},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {Good: 1}, "b": {Good: 6}},
				PEPS:     []naive.Take{{Exit: "x", Lot: "b", Qty: 3}, {Exit: "y", Lot: "a", Qty: 3}},
			},
		},
		"waste stays under its lot until an act": {
			two,
			[]naive.Exit{as(out("w", 11, 9), naive.Desperdicio), as(out("act", 12, 10), naive.Acta)},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {}, "b": {Good: 4}},
				PEPS: []naive.Take{
					{Exit: "w", Lot: "a", Qty: 10},
					{Exit: "w", Lot: "b", Qty: 1},
					{Exit: "act", Lot: "a", Qty: 10},
					{Exit: "act", Lot: "b", Qty: 1},
				},
				Short: map[string]int64{"act": 1},
			},
		},
		"a count, what is found, a surplus": {
			two,
			[]naive.Exit{as(out("c", 3, 9), naive.Conteo), as(out("f", 2, 10), naive.Hallado), as(out("d", 20, 11), naive.Conteo)},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {Good: 10}, "b": {Good: 5}},
				PEPS:     []naive.Take{{Exit: "c", Lot: "a", Qty: 10}, {Exit: "c", Lot: "b", Qty: 2}},
				Back:     []naive.Take{{Exit: "f", Lot: "b", Qty: 2}, {Exit: "d", Lot: "a", Qty: 10}}, Short: map[string]int64{"d": 5},
			},
		},
		"theft": {two, []naive.Exit{as(out("x", 4, 9), naive.Faltante)}, naive.Result{
			Balances: map[string]naive.Balance{"a": {Good: 6, Missing: 4}, "b": {Good: 5}},
			PEPS:     []naive.Take{{Exit: "x", Lot: "a", Qty: 4}},
		}},
		"blocked lots and assets are passed over": {
			[]naive.Lot{
				{ID: "a", Qty: 4, Available: day(1), Blocked: []naive.Block{{From: day(2), Free: day(5)}}},
				{ID: "b", Qty: 4, Available: day(1), NamedOnly: true},
				{ID: "c", Qty: 4, Available: day(1), Blocked: []naive.Block{{From: day(1), Free: day(2)}, {From: day(9)}}},
			},
			[]naive.Exit{out("x", 5, 4), out("y", 1, 5)},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {Good: 3}, "b": {Good: 4}, "c": {}},
				PEPS:     []naive.Take{{Exit: "x", Lot: "c", Qty: 4}, {Exit: "y", Lot: "a", Qty: 1}}, Short: map[string]int64{"x": 1},
			},
		},
		"the class asked for, then its substitutes": {
			[]naive.Lot{{ID: "a", Qty: 4, Available: day(1), Class: 1}, {ID: "b", Qty: 4, Available: day(2), Class: 2}},
			[]naive.Exit{{ID: "x", Qty: 5, Moved: day(3), Role: naive.Salida, Class: 2}},
			naive.Result{
				Balances: map[string]naive.Balance{"a": {Good: 3}, "b": {}},
				PEPS:     []naive.Take{{Exit: "x", Lot: "b", Qty: 4}, {Exit: "x", Lot: "a", Qty: 1}},
			},
		},
		"on hold": {two, []naive.Exit{{ID: "x", Qty: 5, Moved: day(30), Role: naive.Salida, Hold: true}}, naive.Result{
			Balances: map[string]naive.Balance{"a": {Good: 10}, "b": {Good: 5}}, Short: map[string]int64{"x": 5},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(tt.want, naive.Run(tt.lots, tt.exits), cmpopts.EquateEmpty()); d != "" {
				t.Error(d)
			}
		})
	}
}
