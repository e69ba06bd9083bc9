package match_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"example.com/immex/shared/match"
	"example.com/immex/shared/match/naive"
)

// plainly is an input in the words of the naive matcher.
func plainly(in match.Input) (lots []naive.Lot, exits []naive.Exit) {
	for i, l := range in.Lots {
		lots = append(lots, naive.Lot{
			ID: "l" + strconv.Itoa(i), Qty: int64(l.Qty), Waste: int64(l.Waste), Available: l.Available, Due: l.Due, NamedOnly: l.NamedOnly,
			Class: int(l.Class),
		})
		for _, b := range l.Blocks {
			lots[i].Blocked = append(lots[i].Blocked, naive.Block{From: b.From, Free: b.To})
		}
	}
	roles := map[match.Role]naive.Role{
		match.Out: naive.Salida, match.ToWaste: naive.Desperdicio, match.Act: naive.Acta,
		match.ToMissing: naive.Faltante, match.Found: naive.Hallado, match.Count: naive.Conteo,
	}
	for i, x := range in.Exits {
		e := naive.Exit{
			ID: "x" + strconv.Itoa(i), Qty: int64(x.Qty), Moved: x.Moved, Role: roles[x.Role], Class: int(x.Class), NamedOnly: x.NamedOnly,
			TakesExpired: x.TakesExpired, LeavesExpired: x.LeavesExpired, Hold: x.Hold,
		}
		for _, d := range in.Late {
			if id := "l" + strconv.Itoa(int(d.Lot)); int(d.Exit) == i && d.Takes {
				e.Take = append(e.Take, id)
			} else if int(d.Exit) == i {
				e.Leave = append(e.Leave, id)
			}
		}
		for _, n := range in.Names[x.NamedFrom:x.NamedTo] {
			e.Names = append(e.Names, naive.Name{Lot: "l" + strconv.Itoa(int(n.Lot)), Qty: int64(n.Qty), More: n.More})
		}
		exits = append(exits, e)
	}
	return lots, exits
}

// told is what the kernel says, in the words of the naive matcher.
func told(in match.Input, out *match.Output) naive.Result {
	r := naive.Result{Balances: map[string]naive.Balance{}, Short: map[string]int64{}}
	for i := range in.Lots {
		r.Balances["l"+strconv.Itoa(i)] = naive.Balance{
			Good: int64(out.Left[i]), Waste: int64(out.Waste[i]), Missing: int64(out.Missing[i]), Held: int64(out.Held[i]),
		}
	}
	into := map[match.Basis]*[]naive.Take{match.Named: &r.Named, match.PEPS: &r.PEPS, match.Held: &r.Held, match.Back: &r.Back}
	for _, t := range out.Takes {
		if t.Basis == match.Freed {
			r.Freed = append(r.Freed, naive.Freed{By: "x" + strconv.Itoa(int(t.Exit)), Lot: "l" + strconv.Itoa(int(t.Lot)), Qty: int64(t.Qty)})
			continue
		}
		list := into[t.Basis]
		*list = append(*list, naive.Take{Exit: "x" + strconv.Itoa(int(t.Exit)), Lot: "l" + strconv.Itoa(int(t.Lot)), Qty: int64(t.Qty)})
	}
	for i, q := range out.Short {
		if q > 0 {
			r.Short["x"+strconv.Itoa(i)] = int64(q)
		}
	}
	return r
}

// TestAgainstReference: over any history the kernel and the naive matcher say
// the same of every lot, take and shortage.
func TestAgainstReference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := anyHistory(t)
		if n := len(in.Names); n > 0 && len(in.Lots) > 1 && rapid.Bool().Draw(t, "shared") { // a pedimento of two lots
			for e := range in.Exits {
				if x := &in.Exits[e]; int(x.NamedTo) == n && x.NamedFrom < x.NamedTo {
					in.Names = append(in.Names, match.Name{Lot: rapid.Int32Range(0, int32(len(in.Lots)-1)).Draw(t, "second"), More: true})
					x.NamedTo++
				}
			}
		}
		var out match.Output
		match.Run(in, &out)
		want := naive.Run(plainly(in))
		want.Freed = byTaker(want.Freed)
		if d := cmp.Diff(want, told(in, &out), cmpopts.EquateEmpty()); d != "" {
			t.Fatalf("the kernel and the reference differ (-reference +kernel):\n%s", d)
		}
	})
}

// byTaker leaves out whose hold it was: the kernel tells only who took it.
func byTaker(list []naive.Freed) []naive.Freed {
	var out []naive.Freed
	for _, f := range list {
		if n := len(out); n > 0 && out[n-1].By == f.By && out[n-1].Lot == f.Lot {
			out[n-1].Qty += f.Qty
			continue
		}
		out = append(out, naive.Freed{By: f.By, Lot: f.Lot, Qty: f.Qty})
	}
	return out
}
