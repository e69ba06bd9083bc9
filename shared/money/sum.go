package money

// Sum adds known amounts and remembers whether any was unknown, so that a
// control total is never compared against a partial sum by mistake.
type Sum struct {
	total   Amount
	missing int
	failed  bool
}

// Add takes one more addend.
func (s *Sum) Add(a Amount) {
	if !a.Known() {
		s.missing++
		return
	}
	if !s.total.Known() {
		s.total = Int(0)
	}
	t, err := s.total.Add(a)
	if err != nil {
		s.failed = true
		return
	}
	s.total = t
}

// Total is the sum; ok is false when nothing was added, an addend was
// unknown, or the sum does not fit.
func (s *Sum) Total() (total Amount, ok bool) {
	return s.total, s.missing == 0 && !s.failed && s.total.Known()
}

// Within reports |a-b| ≤ tolerance for known amounts.
func Within(a, b, tolerance Amount) bool {
	d, err := a.Sub(b)
	return err == nil && d.Known() && d.Abs().Cmp(tolerance) <= 0
}
