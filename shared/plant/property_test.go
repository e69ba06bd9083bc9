package plant_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/unit"
)

// written is a row as the naive reading of the files sees it.
type written struct {
	name, says string
	from, to   document.Date
	latest     document.Date // of its file
	hash       document.Hash // of its file
}

// drawFiles draws a few files of rows with validity, without overlaps inside
// one; row writes a line of a table from a name, a value and its days.
func drawFiles(rt *rapid.T, head string, row func(name, says, from, to string) string) (files []plant.File, rows []written) {
	start := document.NewDate(2026, 1, 1)
	for range rapid.IntRange(1, 4).Draw(rt, "files") {
		var b strings.Builder
		b.WriteString(head)
		first := len(rows)
		for _, name := range []string{"A", "B", "C"} {
			day := rapid.IntRange(0, 20).Draw(rt, "first day")
			for range rapid.IntRange(0, 2).Draw(rt, "rows") {
				w := written{name: name, says: rapid.SampledFrom([]string{"A", "B", "C", "D", "E"}).Draw(rt, "says"), from: start.AddDays(day), to: 99991231}
				end := ""
				if day += rapid.IntRange(0, 15).Draw(rt, "days"); rapid.IntRange(0, 3).Draw(rt, "open") > 0 {
					w.to = start.AddDays(day)
					end = w.to.String()
				}
				if w.says == name {
					w.says = "E"
				}
				b.WriteString(row(name, w.says, w.from.String(), end))
				rows = append(rows, w)
				if end == "" {
					break
				}
				day++
			}
		}
		if len(rows) == first {
			continue
		}
		f := file(rt, b.String())
		files = append(files, f)
		latest := document.Date(0)
		for _, w := range rows[first:] {
			latest = max(latest, w.from)
			if w.to < 99991231 {
				latest = max(latest, w.to)
			}
		}
		for i := range rows[first:] {
			rows[first+i].hash, rows[first+i].latest = f.Hash, latest
		}
	}
	slices.SortStableFunc(rows, func(a, b written) int {
		return cmp.Or(cmp.Compare(b.latest, a.latest), cmp.Compare(a.hash, b.hash))
	})
	return files, rows
}

// counting is the row that counts for a name on a day: the first that holds,
// of those whose first day is not also that of an earlier one.
func counting(rows []written, name string, on document.Date) (written, bool) {
	starts := map[document.Date]bool{}
	for _, w := range rows {
		if w.name != name || starts[w.from] {
			continue
		}
		starts[w.from] = true
		if w.from <= on && on <= w.to {
			return w, true
		}
	}
	return written{}, false
}

// TestPartsAgainstNaive: day by day, the part is that of the row that counts.
func TestPartsAgainstNaive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		files, rows := drawFiles(rt, "parte,descripcion,fraccion,umc,umt,vigente_desde,vigente_hasta\n", func(name, says, from, to string) string {
			return fmt.Sprintf("%s,%s,85366999,6,6,%s,%s\n", name, says, from, to)
		})
		x := plant.New(files, unit.Default())
		for day := range 60 {
			on := document.NewDate(2025, 12, 31).AddDays(day)
			for _, name := range []string{"A", "B", "C"} {
				want, ok := counting(rows, name, on)
				got, found := x.Part(name, on)
				if ok != found || want.says != got.Descripcion || ok && got.Source.Fact != want.hash || found && (got.Desde > on || got.Hasta < on) {
					rt.Fatalf("%s on %s is %+v, want %+v", name, on, got, want)
				}
			}
		}
	})
}

// TestNamesAgainstNaive: day by day, a name is followed by the rows that
// count until it stands for itself; only a name that leads back to itself,
// then or on another of its days, is not followed.
func TestNamesAgainstNaive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		files, rows := drawFiles(rt, "alias,parte,vigente_desde,vigente_hasta\n", func(name, says, from, to string) string {
			return fmt.Sprintf("%s,%s,%s,%s\n", name, says, from, to)
		})
		x := plant.New(files, unit.Default())
		circle := false
		for _, p := range x.Problems() {
			circle = circle || p.Code == "plant_alias_circle"
		}
		round := false
		for day := range 80 {
			on := document.NewDate(2025, 12, 31).AddDays(day)
			for _, name := range []string{"A", "B", "C", "D"} {
				part, seen := name, map[string]bool{}
				for !seen[part] {
					seen[part] = true
					if w, ok := counting(rows, part, on); ok {
						part = w.says
					}
				}
				w, leads := counting(rows, part, on)
				round = round || leads && w.says != part
				if got, ok := x.Name(name, on); !circle && (got != part || !ok) {
					rt.Fatalf("%s on %s is %s, want %s", name, on, got, part)
				}
			}
		}
		if round != circle {
			rt.Fatalf("a circle: %v, told: %v\n%v", round, circle, rows)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	var parts, list strings.Builder
	parts.WriteString(partesHead)
	list.WriteString("producto,version,componente,cantidad,unidad,merma,vigente_desde\n")
	for i := range 20_000 {
		fmt.Fprintf(&parts, "M%d,Conector,insumo,85366999,6,1,0.0125,FT,2021-01-01,\n", i)
	}
	for i := range 80_000 {
		fmt.Fprintf(&list, "PT-%d,A,M%d,2,6,2,2021-01-01\n", i/20, i%20_000)
	}
	files := []plant.File{file(b, parts.String()), file(b, list.String())}
	b.ReportAllocs()
	for b.Loop() {
		if x := plant.New(files, unit.Default()); len(x.Problems()) > 0 {
			b.Fatal(x.Problems())
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
