package prints

import "math/bits"

// prng is splitmix64 (Steele, Lea, Flood 2014): the same numbers on every
// machine and in every release.
type prng uint64

func (r *prng) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n is a number in [0,k); 0 when k is not positive.
func (r *prng) n(k int) int {
	if k <= 0 {
		return 0
	}
	hi, _ := bits.Mul64(r.next(), uint64(k))
	return int(hi) //nolint:gosec // below k
}

// between is a number in [lo,hi].
func (r *prng) between(lo, hi int) int { return lo + r.n(hi-lo+1) }

// one in k times true.
func (r *prng) one(k int) bool { return r.n(k) == 0 }

// spread is a number in [1,hi] whose length in digits varies.
func (r *prng) spread(hi int) int64 {
	limit := 10
	for limit < hi && !r.one(3) {
		limit *= 10
	}
	return int64(r.between(1, min(limit, hi)))
}

func (r *prng) from(alphabet string, k int) string {
	b := make([]byte, k)
	for i := range b {
		b[i] = alphabet[r.n(len(alphabet))]
	}
	return string(b)
}

func (r *prng) code(k int) string   { return r.from("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", k) }
func (r *prng) digits(k int) string { return r.from("0123456789", k) }

// pick is one of the given.
func pick[T any](r *prng, of ...T) T { return of[r.n(len(of))] }

// fork is an independent stream for a purpose, so that adding one thing does
// not change the others.
func (r prng) fork(purpose uint64) *prng {
	f := prng(uint64(r) ^ (purpose+1)*0xd1342543de82ef95)
	f.next()
	return &f
}
