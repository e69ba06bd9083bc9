package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/ledger"
)

func defaults() *catalog.Catalog { return catalog.Default() }

// TestDischarge: pedimentos in, the books of resin out.
func TestDischarge(t *testing.T) {
	t.Parallel()
	in := func(n int, pago string, qs ...int64) []ledger.Fact {
		f := fact(n, "IN", pago)
		for i, q := range qs {
			f.Lineas = append(f.Lineas, line(i+1, resin, q))
		}
		return []ledger.Fact{f}
	}
	one := func(f ledger.Fact) []ledger.Fact { return []ledger.Fact{f} }
	expired := in(1, "2019-01-01", 10)
	for name, tt := range map[string]struct {
		policy ledger.Policy
		groups [][]ledger.Fact
		want   []string
		codes  []string
	}{
		"F4 takes what it names, PEPS inside the pedimento": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), in(2, "2021-02-01", 10, 10), one(naming(fact(3, "F4", "2021-04-01", line(1, resin, 15)), named(2, resin, 15)))},
			[]string{"3-512-1 takes 10 of 2-1 named proved", "3-512-1 takes 5 of 2-2 named proved", "left 50 of 1-1", "left 0 of 2-1", "left 5 of 2-2"},
			nil,
		},
		"what an F4 does not name goes by PEPS": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), in(2, "2021-02-01", 10), one(naming(fact(3, "F4", "2021-04-01", line(1, resin, 15)), named(2, resin, 6)))},
			[]string{"3-512-1 takes 6 of 2-1 named proved", "3-1 takes 9 of 1-1 peps proved", "left 41 of 1-1", "left 4 of 2-1"},
			nil,
		},
		"a named lot already taken says who took it": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{
				in(1, "2021-01-01", 10), in(2, "2021-02-01", 90),
				one(naming(fact(3, "F4", "2021-04-01", line(1, resin, 8)), named(1, resin, 8))),
				one(naming(fact(4, "F4", "2021-05-01", line(1, resin, 8)), named(1, resin, 8))),
			},
			[]string{"3-512-1 takes 8 of 1-1 named proved", "4-512-1 takes 2 of 1-1 named proved", "4-512-1 lacks 6 over_discharge taken by 3-512-1", "left 0 of 1-1", "left 90 of 2-1"},
			[]string{"shortage_over_discharge"},
		},
		"a named lot of before the window": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(2, "2021-02-01", 90), one(naming(fact(3, "F4", "2021-04-01", line(1, resin, 8)), named(1, resin, 8)))},
			[]string{"3-512-1 lacks 8 before_window", "left 90 of 2-1"},
			[]string{"shortage_before_window"},
		},
		"a named lot that came later": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-04-02", 90), one(naming(fact(3, "F4", "2021-04-01", line(1, resin, 8)), named(1, resin, 8)))},
			[]string{"3-512-1 lacks 8 late_import", "left 90 of 1-1"},
			[]string{"shortage_late_import"},
		},
		"record 512 of another fracción: only what it names leaves, and they add up": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(naming(fact(3, "F4", "2021-04-01", line(1, "39159001", 15)), named(1, resin, 15)))},
			[]string{"3-512-1 takes 15 of 1-1 named proved", "left 35 of 1-1"},
			nil,
		},
		"and when they do not add up it says so": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(naming(fact(3, "F4", "2021-04-01", line(1, "39159001", 20)), named(1, resin, 15)))},
			[]string{"3-512-1 takes 15 of 1-1 named proved", "left 35 of 1-1"},
			[]string{"descargo_other_fraction"},
		},
		"the rest of a partida named in part is not lost beside another fracción": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(naming(fact(3, "F4", "2021-04-01", line(1, resin, 20)), named(1, resin, 5), named(1, screw, 3)))},
			[]string{"3-512-1 takes 5 of 1-1 named proved", "left 45 of 1-1"},
			[]string{"descargo_other_fraction", "shortage_before_window"},
		},
		"more named than declared": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(naming(fact(3, "F4", "2021-04-01", line(1, resin, 10)), named(1, resin, 15)))},
			[]string{"3-512-1 takes 15 of 1-1 named proved", "left 35 of 1-1"},
			[]string{"descargo_over_partida"},
		},
		"record 512 on a V1 export pairs and discharges nothing": {
			directo(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), in(2, "2021-02-01", 50), one(naming(export(3, "V1", "2021-04-01", line(1, resin, 15)), named(2, resin, 15)))},
			[]string{"3-1 takes 15 of 1-1 peps assumed", "left 35 of 1-1", "left 50 of 2-1"},
			nil,
		},
		"record 512 on E1 is the origin of an entry": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(naming(fact(3, "E1", "2021-04-01", line(1, resin, 15)), named(1, resin, 15)))},
			[]string{"left 50 of 1-1", "left 15 of 3-1"},
			nil,
		},
		"record 512 on GC moves nothing": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(naming(fact(3, "GC", "2021-04-01", line(1, resin, 15)), named(1, resin, 15)))},
			[]string{"left 50 of 1-1"},
			nil,
		},
		"no BOM, sin_bom faltante": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(export(3, "RT", "2021-04-01", line(1, resin, 15)))},
			[]string{"3-1 lacks 15 no_bom", "left 50 of 1-1"},
			[]string{"shortage_no_bom"},
		},
		"no BOM, sin_bom directo": {
			directo(),
			[][]ledger.Fact{in(1, "2021-01-01", 50), one(export(3, "RT", "2021-04-01", line(1, resin, 15)))},
			[]string{"3-1 takes 15 of 1-1 peps assumed", "left 35 of 1-1"},
			nil,
		},
		"PEPS holds what has expired and skips nothing": {
			directo(),
			[][]ledger.Fact{expired, in(2, "2021-01-01", 50), one(export(3, "RT", "2021-04-01", line(1, resin, 15)))},
			[]string{"3-1 takes 5 of 2-1 peps assumed", "3-1 holds 10 of 1-1", "left 10 of 1-1", "left 45 of 2-1"},
			[]string{"expired_in_sequence"},
		},
		"the last day of the stay is still in time": {
			directo(),
			[][]ledger.Fact{in(1, "2021-01-01", 10), one(export(3, "RT", "2022-07-01", line(1, resin, 4)))},
			[]string{"3-1 takes 4 of 1-1 peps assumed", "left 6 of 1-1"},
			nil,
		},
		"A3 regularises what has expired": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{expired, in(2, "2021-01-01", 50), one(fact(3, "A3", "2021-04-01", line(1, resin, 15)))},
			[]string{"3-1 takes 10 of 1-1 peps proved", "3-1 takes 5 of 2-1 peps proved", "left 0 of 1-1", "left 45 of 2-1"},
			nil,
		},
		"F4 by PEPS does not": {
			ledger.DefaultPolicy(),
			[][]ledger.Fact{expired, one(fact(3, "F4", "2021-04-01", line(1, resin, 15)))},
			[]string{"3-1 holds 10 of 1-1", "3-1 lacks 5 over_discharge", "left 10 of 1-1"},
			[]string{"expired_in_sequence", "shortage_over_discharge"},
		},
		"fixed assets leave only when named": {
			directo(),
			[][]ledger.Fact{
				one(fact(1, "AF", "2021-01-01", line(1, resin, 1))),
				one(export(2, "RT", "2021-04-01", line(1, resin, 1))),
				one(naming(fact(3, "F5", "2021-05-01", line(1, resin, 1)), named(1, resin, 1))),
			},
			[]string{"3-512-1 takes 1 of 1-1 named proved", "2-1 lacks 1 over_discharge", "left 0 of 1-1"},
			[]string{"shortage_over_discharge"},
		},
		"an entry of the same day is there": {
			directo(),
			[][]ledger.Fact{in(1, "2021-04-01", 10), one(export(2, "RT", "2021-04-01", line(1, resin, 10)))},
			[]string{"2-1 takes 10 of 1-1 peps assumed", "left 0 of 1-1"},
			nil,
		},
		"an entry of the next day is not": {
			directo(),
			[][]ledger.Fact{in(1, "2021-04-02", 10), one(export(2, "RT", "2021-04-01", line(1, resin, 10)))},
			[]string{"2-1 lacks 10 late_import", "left 10 of 1-1"},
			[]string{"shortage_late_import"},
		},
		"nothing of it ever entered": {
			directo(),
			[][]ledger.Fact{one(export(2, "RT", "2021-04-01", line(1, resin, 10)))},
			[]string{"2-1 lacks 10 before_window"},
			[]string{"shortage_before_window"},
		},
		"exits in order of date, whatever their numbers": {
			directo(),
			[][]ledger.Fact{in(1, "2021-01-01", 10), one(export(2, "RT", "2021-05-01", line(1, resin, 8))), one(export(3, "RT", "2021-04-01", line(1, resin, 8)))},
			[]string{"3-1 takes 8 of 1-1 peps assumed", "2-1 takes 2 of 1-1 peps assumed", "2-1 lacks 6 over_discharge", "left 0 of 1-1"},
			[]string{"shortage_over_discharge"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bs, codes := books(t, tt.policy, tt.groups...)
			if d := cmp.Diff(tt.want, told(bs[resin])); d != "" {
				t.Errorf("books (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.codes, codes); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
		})
	}
}

// TestNamedWithParts: a record 512 knows no parts; its quantity leaves once.
func TestNamedWithParts(t *testing.T) {
	t.Parallel()
	f4 := naming(fact(3, "F4", "2021-04-01", line(1, resin, 15)), named(1, resin, 15))
	f4.Lineas[0].Parte = "P-1"
	g := resolve(t, byPart(), f4)
	if len(g.Movements) != 1 || len(g.Movements[0].Exits) != 1 || g.Movements[0].Exits[0].Cantidad != kg(15) {
		t.Errorf("15 left as %+v", g.Movements)
	}
}
