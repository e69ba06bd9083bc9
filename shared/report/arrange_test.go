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
