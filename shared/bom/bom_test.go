package bom_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

const (
	start = document.Date(20260101)
	moved = document.Date(20260310)
	exit  = "262432106000123"
)

func amount(tb testing.TB, s string) money.Amount {
	tb.Helper()
	a, err := money.Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// list reads rows "product version component quantity unit merma desperdicio
// family from to"; "-" is nothing, and what is left out too.
func list(tb testing.TB, lines ...string) (rows []bom.Row) {
	tb.Helper()
	for i, l := range lines {
		f := append(strings.Fields(l), "-", "-", "-", "-", "-", "-", "-", "-")
		for j := range f {
			if f[j] == "-" {
				f[j] = ""
			}
		}
		r := bom.Row{Producto: f[0], Version: f[1], Componente: f[2], Cantidad: amount(tb, f[3]), Unidad: f[4], Merma: amount(tb, f[5]), Desperdicio: amount(tb, f[6]), Familia: f[7], Desde: start, Fila: i + 2}
		for at, d := range map[int]*document.Date{8: &r.Desde, 9: &r.Hasta} {
			if f[at] != "" {
				parsed, err := document.ParseDate(f[at])
				if err != nil {
					tb.Fatal(err)
				}
				*d = parsed
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// told is needs as "component role quantity unit[ residue]".
func told(e bom.Explosion) (out []string) {
	for _, n := range e.Needs {
		s := fmt.Sprintf("%s %s %s %s", n.Componente, n.Rol, n.Cantidad, n.Unidad)
		if left := n.Residue.String(); left != "0" {
			s += " " + left
		}
		out = append(out, s)
	}
	for _, p := range e.Problems {
		out = append(out, "problem "+string(p.Kind))
	}
	return out
}

func build(tb testing.TB, rows []bom.Row, orders []bom.Order, parts bom.Parts) *bom.Index {
	tb.Helper()
	x, problems := bom.New(rows, orders, parts, unit.Default())
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	return x
}

// TestExplode: cases worked out by hand.
func TestExplode(t *testing.T) {
	t.Parallel()
	const million = 1_000_000
	for name, tt := range map[string]struct {
		rows []bom.Row
		q    quantity.Micros
		want []string
	}{
		"net only": {list(t, "PT A M 2 6"), 3 * million, []string{"M incorporado 6 6"}},
		"losses are of what is consumed": {
			list(t, "PT A M 2 6 2 3"), 95 * million,
			[]string{"M incorporado 190 6", "M merma 4 6", "M desperdicio 6 6"},
		},
		"into the base unit": {list(t, "PT A M 0.5 14", "PT A N 3 19"), million, []string{"M incorporado 500 1", "N incorporado 36 6"}},
		"a third, once": {
			list(t, "PT A M 1 6 25", "PT A N 1 6 10"), million,
			[]string{"M incorporado 1 6", "M merma 0.333333 6 -1/3000000", "N incorporado 1 6", "N merma 0.111111 6 -1/9000000"},
		},
		"half goes up": {list(t, "PT A M 0.5 6"), 1, []string{"M incorporado 0.000001 6 1/2000000"}},
		"less than half leaves nothing but its residue": {list(t, "PT A M 0.25 6"), 1, []string{"M incorporado 0 6 -1/4000000"}},
		"two levels, one component by two ways":         {list(t, "PT A S 2 6", "PT A M 1 6", "S 1 M 3 6"), 10 * million, []string{"M incorporado 70 6"}},
		"rounded once over both ways":                   {list(t, "PT A S 1 6", "PT A Q 1 6", "S 1 M 0.5 6", "Q 1 M 0.5 6"), 1, []string{"M incorporado 0.000001 6"}},
		// 100 PT consume 125 S (20 % lost: 10 % merma, 10 % desperdicio), which
		// consume 125 × 4 ÷ 0.8 = 625 M: 125 were merma when S was made, 500 are
		// in the 125 S: 400 left, 50 merma, 50 desperdicio.
		"what a lost subassembly held is lost": {
			list(t, "PT A S 1 6 10 10", "S 1 M 4 6 20"), 100 * million,
			[]string{"M incorporado 400 6", "M merma 175 6", "M desperdicio 50 6"},
		},
		"a subassembly bought as such": {list(t, "PT A S 2 6", "S 1 M 3 6 - - - 2026-04-01"), million, []string{"S incorporado 2 6"}},
		"substitutes are one need":     {list(t, "PT A B 2 6 - - F", "PT A A 2 6 - - F", "PT A C 1 6"), million, []string{"B incorporado 2 6", "C incorporado 1 6"}},
		"in another unit of the same":  {list(t, "PT A B 2 14 - - F", "PT A A 2000 1 - - F"), million, []string{"B incorporado 2000 1"}},
		"a subassembly by the dozen":   {list(t, "PT A S 1 19", "S 1 M 2 6"), million, []string{"M incorporado 24 6"}},
		"no quantity, no needs":        {list(t, "PT A M 2 6"), 0, nil},
	} {
		x := build(t, tt.rows, nil, nil)
		if d := cmp.Diff(tt.want, told(x.Explode(bom.Request{Producto: "PT", Cantidad: tt.q, Moved: moved}))); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestVersions: the version of the shipment's date less the lead days.
func TestVersions(t *testing.T) {
	t.Parallel()
	x := build(t, list(t, "PT A M 1 6 - - - 2026-01-01 2026-02-28", "PT B M 2 6 - 50 - 2026-03-01"), nil, nil)
	for _, tt := range []struct {
		moved document.Date
		lead  int
		want  string
		made  document.Date
	}{
		{20260228, 0, "A", 20260228}, {20260301, 0, "B", 20260301}, {20260310, 9, "B", 20260301}, {20260310, 10, "A", 20260228},
	} {
		e := x.Explode(bom.Request{Producto: "PT", Cantidad: 1_000_000, Moved: tt.moved, LeadDays: tt.lead})
		if len(e.Needs) == 0 || e.Needs[0].Version != tt.want || e.Needs[0].Fecha != tt.moved || e.Needs[0].Documentado {
			t.Errorf("%s less %d: %+v", tt.moved, tt.lead, e)
		}
		if last := e.Needs[len(e.Needs)-1]; last.Rol == bom.Desperdicio && last.Fecha != tt.made {
			t.Errorf("the waste of %s is of %s", tt.moved, last.Fecha)
		}
	}
	if got := told(x.Explode(bom.Request{Producto: "PT", Cantidad: 1, Moved: 20251231})); !cmp.Equal(got, []string{"problem no_version"}) {
		t.Error(got)
	}
	if !x.IsProduct("PT", 20251231) || x.IsProduct("M", moved) {
		t.Error("PT is a product, M is none")
	}
}

// TestProblems: what cannot be exploded says why, in both languages.
func TestProblems(t *testing.T) {
	t.Parallel()
	deep := []string{"PT A P0 1 6"}
	for i := range bom.MaxDepth + 2 {
		deep = append(deep, fmt.Sprintf("P%d A P%d 1 6", i, i+1))
	}
	for name, tt := range map[string]struct {
		rows []bom.Row
		q    quantity.Micros
		want bom.Kind
		seen bool // without a date
	}{
		"nothing":                    {nil, 1, bom.NoVersion, false},
		"two versions":               {list(t, "PT A M 1 6", "PT B M 1 6 - - - 2026-02-01"), 1, bom.Overlap, true},
		"two versions below":         {list(t, "PT A S 1 6", "S A M 1 6", "S B M 1 6"), 1, bom.Overlap, true},
		"rows of other days":         {list(t, "PT A M 1 6", "PT A N 1 6 - - - - 2026-02-28"), 1, bom.Dates, true},
		"itself":                     {list(t, "PT A PT 1 6"), 1, bom.Cycle, false},
		"a circle below":             {list(t, "PT A S 1 6", "S A Q 1 6", "Q A S 1 6"), 1, bom.Cycle, false},
		"without an end":             {list(t, deep...), 1, bom.Depth, false},
		"kilos and pieces":           {list(t, "PT A M 1 6", "PT A S 1 6", "S A M 1 1"), 1, bom.Unit, false},
		"no such unit":               {list(t, "PT A M 1 99"), 1, bom.Unit, false},
		"too much":                   {list(t, "PT A M 1000 6"), math.MaxInt64 / 10, bom.Range, false},
		"too much, in big fractions": {list(t, "PT A S 1.234567890123456789 6", "S A M 8.234567890123456789 6"), math.MaxInt64 / 2, bom.Range, false},
		"all of it lost":             {list(t, "PT A M 1 6 60 40"), 1, bom.Losses, true},
		"more than all":              {list(t, "PT A M 1 6 60 60"), 1, bom.Losses, true},
		"a component twice":          {list(t, "PT A M 1 6", "PT A M 1 6"), 1, bom.Duplicate, true},
		"substitutes of more":        {list(t, "PT A M 1 6 - - F", "PT A N 2 6 - - F"), 1, bom.Family, true},
		"substitutes of kilos":       {list(t, "PT A M 1 6 - - F", "PT A N 1 1 - - F"), 1, bom.Family, true},
		"substitutes of more merma":  {list(t, "PT A M 1 6 1 - F", "PT A N 1 6 2 - F"), 1, bom.Family, true},
		"no quantity":                {list(t, "PT A M - 6"), 1, bom.BadRow, true},
		"less than nothing":          {list(t, "PT A M 1 6 -5"), 1, bom.BadRow, true},
		"a period that ends first":   {list(t, "PT A M 1 6 - - - 2026-03-10 2026-03-09"), 1, bom.BadRow, true},
	} {
		x, seen := bom.New(tt.rows, nil, nil, unit.Default())
		e := x.Explode(bom.Request{Producto: "PT", Cantidad: tt.q, Moved: moved})
		if name == "a period that ends first" { // it holds on no day
			e.Problems = seen
		}
		if len(e.Needs) > 0 || len(e.Problems) != 1 || e.Problems[0].Kind != tt.want || (len(seen) > 0) != tt.seen {
			t.Errorf("%s: %v, %v", name, e, seen)
			continue
		}
		if m := e.Problems[0].Message; m.ES == "" || m.EN == "" || m.ES == m.EN || strings.Contains(m.ES+m.EN, "%!") {
			t.Errorf("%s says %q and %q", name, m.ES, m.EN)
		}
		if again := x.Explode(bom.Request{Producto: "PT", Cantidad: tt.q, Moved: moved}); name != "a period that ends first" && !cmp.Equal(e.Problems, again.Problems) {
			t.Errorf("%s, asked again: %v", name, again.Problems)
		}
	}
}

// TestRequests: an exit that makes no sense.
func TestRequests(t *testing.T) {
	t.Parallel()
	x := build(t, list(t, "PT A M 1 6"), nil, nil)
	for name, r := range map[string]bom.Request{
		"below zero": {Producto: "PT", Cantidad: -1, Moved: moved},
		"no date":    {Producto: "PT", Cantidad: 1},
		"lead days":  {Producto: "PT", Cantidad: 1, Moved: moved, LeadDays: -1},
	} {
		if got := told(x.Explode(r)); !cmp.Equal(got, []string{"problem row"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestFamilies: substitutes are joined through versions, never by the word.
func TestFamilies(t *testing.T) {
	t.Parallel()
	x := build(t, list(t, "PT A M 1 6 - - F", "PT A N 1 6 - - F", "PT A X 1 6", "PQ A N 1 6 - - G", "PQ A L 1 6 - - G", "PR A Y 1 6 - - F", "PR A Z 1 6 - - F", "PS A W 1 6 - - F"), nil, nil)
	want := map[string]string{"M": "L", "N": "L", "L": "L", "Y": "Y", "Z": "Y"}
	if d := cmp.Diff(want, x.Families()); d != "" {
		t.Error(d)
	}
	e := x.Explode(bom.Request{Producto: "PT", Cantidad: 1, Moved: moved})
	if e.Needs[0].Familia != "L" || x.Family("X") != "" {
		t.Errorf("%+v", e)
	}
}
