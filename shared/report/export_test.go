package report

import "example.com/immex/shared/document"

// PerSheet bounds the rows of a worksheet as Excel does, only lower.
func (s *Set) PerSheet(rows int) { s.perSheet = rows }

// Arrange is a stable sort of large rows.
func Arrange[T any](rows []T, order func(a, b *T) int) { arrange(rows, order) }

// UnitName is the name of a unit in both languages.
func UnitName(key, name string) document.Text { return unitName(key, name) }
