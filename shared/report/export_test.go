package report

import (
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// PerSheet bounds the rows of a worksheet as Excel does, only lower.
func (s *Set) PerSheet(rows int) { s.perSheet = rows }

// Arrange is a stable sort of large rows.
func Arrange[T any](rows []T, order func(a, b *T) int) { arrange(rows, order) }

// ArrangeBy is Arrange by keys, and by an order where those are alike.
func ArrangeBy[T any](rows []T, key func(i int) (uint64, int32), order func(i, j int32) int) []int32 {
	return arrangeBy(rows, key, order)
}

// ArrangeIn is Arrange by numbers below n.
func ArrangeIn[T any](rows []T, n int, number func(*T) uint32) { arrangeIn(rows, n, number) }

// UnitName is the name of a unit in both languages.
func UnitName(key, name string) document.Text { return unitName(key, name) }

// DueBars are the bars of the chart of due dates that have lots.
func DueBars(s *Set) string {
	var out []string
	for _, b := range s.bars(document.Spanish) {
		if b.lots > 0 {
			out = append(out, b.label+" "+strconv.Itoa(b.lots))
		}
	}
	return strings.Join(out, ", ")
}
