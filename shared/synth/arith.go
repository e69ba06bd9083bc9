package synth

import "math/bits"

// mulDiv is a×b÷c in 128 bits, half up, for amounts that are never negative.
func mulDiv(a, b, c int64) int64 {
	if a < 0 || b < 0 || c <= 0 {
		return 0
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	lo, carry := bits.Add64(lo, uint64(c)/2, 0)
	hi += carry
	if hi >= uint64(c) {
		return 0
	}
	q, _ := bits.Div64(hi, lo, uint64(c))
	return int64(q) //nolint:gosec // the inputs are far below the limit
}
