package prints

import (
	"strconv"
	"strings"
)

// num is a decimal of d places: v is the number times 10^d.
type num struct {
	v int64
	d int
}

func pesos(v int64) num { return num{v, 0} }

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// String writes all its places, without separators.
func (a num) String() string {
	s, sign := strconv.FormatInt(a.v, 10), ""
	if a.v < 0 {
		s, sign = s[1:], "-"
	}
	for len(s) <= a.d {
		s = "0" + s
	}
	if a.d == 0 {
		return sign + s
	}
	return sign + s[:len(s)-a.d] + "." + s[len(s)-a.d:]
}

// places is the same number written with d places; d is not below a.d.
func (a num) places(d int) num { return num{a.v * pow10(d-a.d), d} }

// grouped puts thousands separators into a written number.
func grouped(s string) string {
	whole, frac, dot := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		whole += "." + frac
	}
	return sign + whole
}

// ratio is a×b÷c half up, for numbers that are never negative.
func ratio(a, b, c int64) int64 {
	if c <= 0 {
		return 0
	}
	q, rem := int64(0), int64(0)
	// a×b may pass 63 bits: split b, keep remainders
	const split = 1_000_000
	hi, lo := b/split, b%split
	q += a / c * hi * split
	rem += a % c * hi
	q += rem / c * split
	rem = rem % c * split
	q += a / c * lo
	rem += a % c * lo
	return q + (rem+c/2)/c
}
