package bom

import (
	"math/big"
	"math/bits"

	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// rate is units of a component per unit of product, exact: num÷den where 64
// bits hold them, else big.
type rate struct {
	num, den uint64
	big      *big.Rat
}

func newRate(r *big.Rat) rate {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		return rate{num: r.Num().Uint64(), den: r.Denom().Uint64()}
	}
	return rate{big: r}
}

// of is q times the rate, rounded half up; ok is false when it does not fit.
func (r rate) of(q quantity.Micros) (m quantity.Micros, left Residue, ok bool) {
	if r.big != nil {
		exact := new(big.Rat).Mul(new(big.Rat).SetInt64(int64(q)), r.big)
		return rounded(exact)
	}
	hi, lo := bits.Mul64(uint64(q), r.num) //nolint:gosec // a request is never negative
	if hi >= r.den {
		return 0, left, false
	}
	n, rem := bits.Div64(hi, lo, r.den)
	switch {
	case rem == 0:
	case rem >= r.den-rem: // half up
		n++
		left = Residue{num: int64(r.den - rem), den: int64(r.den)} //nolint:gosec // den came from an int64
	default:
		left = Residue{num: -int64(rem), den: int64(r.den)} //nolint:gosec // as above
	}
	return quantity.Micros(n), left, n <= 1<<63-1 //nolint:gosec // ok says whether it fits
}

// rounded is a number of millionths, half up, and what the rounding added.
func rounded(exact *big.Rat) (m quantity.Micros, left Residue, ok bool) {
	n := half(exact)
	if !n.IsInt64() {
		return 0, left, false
	}
	if !exact.IsInt() {
		left.big = new(big.Rat).Sub(new(big.Rat).SetInt(n), exact)
	}
	return quantity.Micros(n.Int64()), left, true
}

// half is a fraction that is not negative, rounded half up.
func half(r *big.Rat) *big.Int {
	n := new(big.Int).Lsh(r.Num(), 1)
	n.Add(n, r.Denom())
	return n.Quo(n, new(big.Int).Lsh(r.Denom(), 1))
}

// exact is an amount as a fraction; unknown is zero.
func exact(a money.Amount) *big.Rat {
	if !a.Known() {
		return new(big.Rat)
	}
	r, ok := new(big.Rat).SetString(a.String())
	if !ok {
		return new(big.Rat)
	}
	return r
}

// share is a percentage as a fraction of one.
func share(a money.Amount) *big.Rat {
	r := exact(a)
	if r.Sign() == 0 {
		return r
	}
	return r.Quo(r, big.NewRat(100, 1))
}

// rat is the rate as a fraction.
func (r rate) rat() *big.Rat {
	if r.big != nil {
		return r.big
	}
	return new(big.Rat).SetFrac(new(big.Int).SetUint64(r.num), new(big.Int).SetUint64(r.den))
}
