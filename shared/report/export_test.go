package report

// PerSheet bounds the rows of a worksheet as Excel does, only lower.
func (s *Set) PerSheet(rows int) { s.perSheet = rows }
