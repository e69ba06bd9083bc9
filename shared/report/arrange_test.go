package report_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/report"
)

// TestArrangeIsAStableSort over rows that are often equal.
func TestArrangeIsAStableSort(t *testing.T) {
	type row struct{ key, was int }
	order := func(a, b row) int { return cmp.Compare(a.key, b.key) }
	rapid.Check(t, func(t *rapid.T) {
		var rows []row
		for i, k := range rapid.SliceOf(rapid.IntRange(0, 5)).Draw(t, "keys") {
			rows = append(rows, row{k, i})
		}
		want := slices.Clone(rows)
		slices.SortStableFunc(want, order)
		report.Arrange(rows, func(a, b *row) int { return order(*a, *b) })
		if !slices.Equal(rows, want) {
			t.Fatalf("%v, want %v", rows, want)
		}
	})
}

// TestArrangeByKeysAsByTheWholeOrder: keys first, then what else tells rows apart,
// then how they stood; and each row is told where it went.
func TestArrangeByKeysAsByTheWholeOrder(t *testing.T) {
	type row struct {
		first  uint64
		second int32
		third  int
		was    int
	}
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.IntRange(0, 2)
		rows := make([]row, rapid.IntRange(0, 40).Draw(t, "rows"))
		for i := range rows {
			rows[i] = row{uint64(few.Draw(t, "first")) << 40, int32(few.Draw(t, "second") - 1), few.Draw(t, "third"), i}
		}
		was, want := slices.Clone(rows), slices.Clone(rows)
		slices.SortStableFunc(want, func(a, b row) int {
			return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second), cmp.Compare(a.third, b.third))
		})
		to := report.ArrangeBy(rows, func(i int) (uint64, int32) { return was[i].first, was[i].second },
			func(i, j int32) int { return cmp.Compare(was[i].third, was[j].third) })
		if !slices.Equal(rows, want) {
			t.Fatalf("%v, want %v", rows, want)
		}
		for i := range was {
			if rows[to[i]] != was[i] {
				t.Fatalf("row %d went to %d, where %v stands", i, to[i], rows[to[i]])
			}
		}
	})
}

// TestArrangeInIsAStableSort by numbers of which some have no row.
func TestArrangeInIsAStableSort(t *testing.T) {
	type row struct {
		number uint32
		was    int
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 10).Draw(t, "numbers")
		rows := make([]row, rapid.IntRange(0, 40).Draw(t, "rows"))
		for i := range rows {
			rows[i] = row{uint32(rapid.IntRange(0, n-1).Draw(t, "number")), i}
		}
		want := slices.Clone(rows)
		slices.SortStableFunc(want, func(a, b row) int { return cmp.Compare(a.number, b.number) })
		report.ArrangeIn(rows, n, func(x *row) uint32 { return x.number })
		if !slices.Equal(rows, want) {
			t.Fatalf("%v, want %v", rows, want)
		}
	})
}
