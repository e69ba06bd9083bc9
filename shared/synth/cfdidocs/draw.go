package cfdidocs

import (
	"math/bits"
	"strconv"
	"strings"
)

// prng is splitmix64, the same numbers on every machine.
type prng uint64

func (r *prng) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n is a number in [0,k).
func (r *prng) n(k int) int {
	hi, _ := bits.Mul64(r.next(), uint64(k)) //nolint:gosec // k is positive
	return int(hi)                           //nolint:gosec // below k
}

func (r *prng) between(lo, hi int) int { return lo + r.n(hi-lo+1) }

func (r *prng) one(k int) bool { return r.n(k) == 0 }

// pick is one of several words.
func (r *prng) pick(words ...string) string { return words[r.n(len(words))] }

func (r *prng) digits(k int) string {
	b := make([]byte, k)
	for i := range b {
		b[i] = '0' + byte(r.n(10)) //nolint:gosec // below 10
	}
	return string(b)
}

// uuid has the shape of a random UUID.
func (r *prng) uuid() string {
	b := []byte("xxxxxxxx-xxxx-4xxx-Axxx-xxxxxxxxxxxx")
	for i, c := range b {
		if c == 'x' {
			b[i] = "0123456789ABCDEF"[r.n(16)]
		}
	}
	return string(b)
}

// decimal writes n units of 10^-scale.
func decimal(n int64, scale int) string {
	s := strconv.FormatInt(n, 10)
	if len(s) <= scale {
		s = strings.Repeat("0", scale+1-len(s)) + s
	}
	if scale == 0 {
		return s
	}
	return s[:len(s)-scale] + "." + s[len(s)-scale:]
}

// minimal drops the zeros a decimal does not need.
func minimal(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
