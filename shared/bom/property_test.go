package bom_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

func micros(n int64) quantity.Micros { return quantity.Micros(n * 1_000_000) }

// naive walks every way down, one at a time, in fractions.
type naive struct {
	rows []bom.Row
	on   document.Date
	out  map[string]*big.Rat // "component role"
}

func rat(a money.Amount) *big.Rat {
	r, _ := new(big.Rat).SetString("0" + a.String())
	return r
}

func (n *naive) walk(part string, q *big.Rat, role bom.Role) {
	made := false
	for _, r := range n.rows {
		if r.Producto != part || r.Desde > n.on || r.Hasta != 0 && r.Hasta < n.on {
			continue
		}
		made = true
		merma := new(big.Rat).Quo(rat(r.Merma), big.NewRat(100, 1))
		waste := new(big.Rat).Quo(rat(r.Desperdicio), big.NewRat(100, 1))
		kept := new(big.Rat).Sub(big.NewRat(1, 1), new(big.Rat).Add(merma, waste))
		consumed := new(big.Rat).Mul(q, rat(r.Cantidad))
		consumed.Quo(consumed, kept)
		n.walk(r.Componente, new(big.Rat).Mul(consumed, kept), role)
		n.walk(r.Componente, merma.Mul(merma, consumed), bom.Merma)
		n.walk(r.Componente, waste.Mul(waste, consumed), bom.Desperdicio)
	}
	if made || q.Sign() == 0 {
		return
	}
	key := part + " " + string(role)
	if n.out[key] == nil {
		n.out[key] = new(big.Rat)
	}
	n.out[key].Add(n.out[key], q)
}

// drawList draws lists of a few levels in two versions, without circles: a
// part is made of parts of higher numbers.
func drawList(rt *rapid.T) (rows []bom.Row) {
	const parts = 7
	for p := range parts - 1 {
		for v, from := range []document.Date{20260101, 20260301} {
			if p > 0 && rapid.IntRange(0, 2).Draw(rt, "made") > 0 {
				continue
			}
			r := bom.Row{Producto: fmt.Sprint("P", p), Version: fmt.Sprint("V", v), Desde: from, Unidad: "6"}
			if v == 0 {
				r.Hasta = 20260228
			}
			for c := p + 1; c < parts; c++ {
				if rapid.IntRange(0, 2).Draw(rt, "takes") == 0 {
					r.Componente, r.Fila = fmt.Sprint("P", c), len(rows)+2
					r.Cantidad = money.FromMicros(rapid.Int64Range(1, 5_000_000).Draw(rt, "net"))
					r.Merma = money.FromMicros(rapid.Int64Range(0, 40_000_000).Draw(rt, "merma"))
					r.Desperdicio = money.FromMicros(rapid.SampledFrom([]int64{0, 1_500_000, 33_333_333}).Draw(rt, "waste"))
					rows = append(rows, r)
				}
			}
		}
	}
	return rows
}

// TestAgainstNaive: what is taken is what the ways down add up to, rounded
// once; residues say what the rounding did; nothing is lost between the roles.
func TestAgainstNaive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		rows := drawList(rt)
		x, problems := bom.New(rows, nil, nil, unit.Default())
		if len(problems) > 0 {
			rt.Fatal(problems)
		}
		on := rapid.SampledFrom([]document.Date{20260101, 20260228, 20260301, 20270101}).Draw(rt, "on")
		q := rapid.Int64Range(0, 5_000_000_000).Draw(rt, "q")
		e := x.Explode(bom.Request{Producto: "P0", Cantidad: quantity.Micros(q), Moved: on})
		if !x.IsProduct("P0", on) || len(e.Problems) > 0 {
			if len(e.Problems) != 1 || e.Problems[0].Kind != bom.NoVersion {
				rt.Fatal(e.Problems)
			}
			return
		}
		ref := naive{rows: rows, on: on, out: map[string]*big.Rat{}}
		ref.walk("P0", new(big.Rat).SetInt64(q), bom.Incorporado)
		compare(rt, &ref, e)
	})
}

func compare(rt *rapid.T, ref *naive, e bom.Explosion) {
	sums, exact := map[string]int64{}, map[string]*big.Rat{}
	for _, n := range e.Needs {
		want := ref.out[n.Componente+" "+string(n.Rol)]
		if want == nil {
			rt.Fatalf("%+v is of no way down", n)
		}
		delete(ref.out, n.Componente+" "+string(n.Rol))
		left := new(big.Rat).Sub(new(big.Rat).SetInt64(int64(n.Cantidad)), want)
		if left.Cmp(big.NewRat(1, 2)) > 0 || left.Cmp(big.NewRat(-1, 2)) <= 0 {
			rt.Errorf("%s %s is %s, exactly %s", n.Componente, n.Rol, n.Cantidad, want.FloatString(9))
		}
		if told := new(big.Rat).Mul(n.Residue.Rat(), big.NewRat(1_000_000, 1)); told.Cmp(left) != 0 {
			rt.Errorf("%s %s tells a residue of %s, it is %s", n.Componente, n.Rol, told, left)
		}
		sums[n.Componente] += int64(n.Cantidad)
		if exact[n.Componente] == nil {
			exact[n.Componente] = new(big.Rat)
		}
		exact[n.Componente].Add(exact[n.Componente], want)
	}
	for part, q := range ref.out {
		rt.Errorf("%s of %s is missing", q, part)
	}
	for part, sum := range sums {
		off := new(big.Rat).Sub(new(big.Rat).SetInt64(sum), exact[part])
		if off.Abs(off).Cmp(big.NewRat(3, 2)) > 0 {
			rt.Errorf("the roles of %s are off by %s", part, off.FloatString(6))
		}
	}
}

// TestAnyOrder: rows, orders and what was asked before change nothing.
func TestAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		rows := drawList(rt)
		if rapid.Bool().Draw(rt, "flawed") { // a circle, an overlap, a clash of units
			rows = append(rows, list(t, "P5 V0 P4 1 6", "P2 V9 P5 1 6 - - - 2026-02-01", "P1 V8 P6 1 1 - - - 2025-01-01 2025-12-31", "P6 V0 P6 1 6")...)
		}
		orders := []bom.Order{
			{Orden: "O1", Producto: "P0", Cantidad: micros(1), Fecha: 20260115, Pedimento: exit, Partida: 1},
			{Orden: "O2", Producto: "P0", Cantidad: micros(2), Fecha: 20260301, Pedimento: exit, Partida: 1},
			{Orden: "O2", Producto: "P1", Cantidad: micros(2), Fecha: 20260301, Pedimento: exit, Partida: 2},
		}
		orders = orders[:rapid.IntRange(0, len(orders)).Draw(rt, "orders")]
		seed := rapid.Uint64().Draw(rt, "seed")
		var asked []bom.Request
		for p := range 7 {
			for _, on := range []document.Date{20251231, 20260228, 20260301} {
				asked = append(asked, bom.Request{Producto: fmt.Sprint("P", p), Cantidad: 1_234_567, Moved: on, Pedimento: exit, Partida: 1})
			}
		}
		answers := func(shuffled bool) ([]bom.Problem, map[string]string) {
			r := rand.New(rand.NewPCG(seed, 1))
			rows, orders, asked := append([]bom.Row{}, rows...), append([]bom.Order{}, orders...), append([]bom.Request{}, asked...)
			if shuffled {
				r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
				r.Shuffle(len(orders), func(i, j int) { orders[i], orders[j] = orders[j], orders[i] })
				r.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
			}
			x, problems := bom.New(rows, orders, nil, unit.Default())
			out := map[string]string{}
			for _, q := range asked {
				e := x.Explode(q)
				out[fmt.Sprint(q)] = fmt.Sprint(told(e), documented(e), e.Problems)
			}
			return problems, out
		}
		problems, out := answers(false)
		again, shuffled := answers(true)
		if d := cmp.Diff(problems, again); d != "" {
			rt.Error(d)
		}
		if d := cmp.Diff(out, shuffled); d != "" {
			rt.Error(d)
		}
	})
}

// TestDeepFromAnywhere: a list that goes too deep says so whether or not its
// lower levels were asked for before.
func TestDeepFromAnywhere(t *testing.T) {
	t.Parallel()
	var lines []string
	for i := range 2 * bom.MaxDepth {
		lines = append(lines, fmt.Sprintf("P%d A P%d 1 6", i, i+1))
	}
	x := build(t, list(t, lines...), nil, nil)
	last := 2*bom.MaxDepth - 1
	for _, first := range []int{last, last - bom.MaxDepth, last - bom.MaxDepth - 1, 0, last - bom.MaxDepth - 1} {
		e := x.Explode(bom.Request{Producto: fmt.Sprint("P", first), Cantidad: 1, Moved: moved})
		if deep := len(e.Problems) == 1 && e.Problems[0].Kind == bom.Depth; deep != (first < last-bom.MaxDepth) {
			t.Errorf("from P%d: %v", first, e)
		}
	}
}

// TestManyAtOnce: goroutines see one index.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	x := build(t, wide(t), []bom.Order{order("O", 1, 20260110)}, nil)
	want := told(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(7), Moved: moved}))
	x = build(t, wide(t), []bom.Order{order("O", 1, 20260110)}, nil)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for day := range 50 {
				got := told(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(7), Moved: moved.AddDays(day), Pedimento: exit, Partida: i % 2}))
				if i%2 == 0 && !cmp.Equal(want, got) {
					t.Error(cmp.Diff(want, got))
				}
			}
		})
	}
	wg.Wait()
}

// wide is a product of three levels and thirty components with losses.
func wide(tb testing.TB) []bom.Row {
	tb.Helper()
	var lines []string
	for s := range 3 {
		lines = append(lines, fmt.Sprintf("PT A S%d 2 6 1 0.5", s))
		for q := range 2 {
			lines = append(lines, fmt.Sprintf("S%d A Q%d%d 3 6 2", s, s, q))
			for m := range 5 {
				lines = append(lines, fmt.Sprintf("Q%d%d A M%d%d%d 1.%d25 6 2 1.5", s, q, s, q, m, m))
			}
		}
	}
	return list(tb, lines...)
}

func BenchmarkExplode(b *testing.B) {
	x := build(b, wide(b), nil, nil)
	days := make([]document.Date, 365)
	for i := range days {
		days[i] = moved.AddDays(i)
	}
	var needs []bom.Need
	lines, taken := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		e := x.ExplodeInto(bom.Request{Producto: "PT", Cantidad: micros(int64(lines%500 + 1)), Moved: days[lines%365], Pedimento: exit, Partida: 1}, needs)
		if len(e.Problems) > 0 {
			b.Fatal(e.Problems)
		}
		needs = e.Needs
		lines++
		taken += len(needs)
	}
	b.ReportMetric(float64(lines)/b.Elapsed().Seconds(), "lines/s")
	b.ReportMetric(float64(taken)/float64(lines), "needs/line")
}
