package report

// PerSheet bounds the rows of a worksheet as Excel does, only lower.
func (s *Set) PerSheet(rows int) { s.perSheet = rows }

// Arrange is a stable sort of large rows.
func Arrange[T any](rows []T, order func(a, b *T) int) { arrange(rows, order) }
