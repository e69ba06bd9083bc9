package bomcompany

// prng is SplitMix64, the same numbers on every machine.
type prng struct{ state uint64 }

func (r *prng) next() uint64 {
	r.state += 0x9E3779B97F4A7C15
	z := r.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below is a number from 0 to n-1.
func (r *prng) below(n int) int {
	return int(r.next() % uint64(n)) //nolint:gosec // n is small and positive
}

// between is a number from a to b, both included.
func (r *prng) between(a, b int) int { return a + r.below(b-a+1) }

// one is true once in n times.
func (r *prng) one(n int) bool { return r.below(n) == 0 }
