package covedocs

import "math/bits"

// prng is splitmix64: the same numbers on every machine and in every release.
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

// between is a number in [lo,hi].
func (r *prng) between(lo, hi int) int { return lo + r.n(hi-lo+1) }

func (r *prng) one(k int) bool { return r.n(k) == 0 }

func (r *prng) pick(of ...string) string { return of[r.n(len(of))] }

// code writes k letters and digits.
func (r *prng) code(k int) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	b := make([]byte, k)
	for i := range b {
		b[i] = alphabet[r.n(len(alphabet))]
	}
	return string(b)
}

// digits writes k digits.
func (r *prng) digits(k int) string {
	b := make([]byte, k)
	for i := range b {
		b[i] = '0' + byte(r.n(10)) //nolint:gosec // below 10
	}
	return string(b)
}

// fork is an independent stream for a purpose.
func (r prng) fork(purpose uint64) *prng {
	f := prng(uint64(r) ^ (purpose+1)*0xd1342543de82ef95)
	f.next()
	return &f
}
