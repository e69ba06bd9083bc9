package contingencia

import (
	"math/big"

	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// exact is a fraction that is never negative and never reduced: lots are many
// and their fractions short. The zero value is unknown; one that is known and
// has no numerator is nothing.
type exact struct {
	ok       bool
	num, den *big.Int
}

const million = 1_000_000

func fraction(num, den int64) exact {
	if num == 0 {
		return none()
	}
	return exact{true, big.NewInt(num), big.NewInt(den)}
}

// none is nothing owed, which is known.
func none() exact { return exact{ok: true} }

// exactly is an amount; unknown, negative, or finer than a millionth is unknown.
func exactly(a money.Amount) exact {
	n, ok := a.Micros()
	if !ok || n < 0 {
		return exact{}
	}
	if n%million == 0 {
		return fraction(n/million, 1)
	}
	return fraction(n, million)
}

// percent is an amount of per cent as part of one.
func percent(a money.Amount) exact { return exactly(a).times(fraction(1, 100)) }

// share is the part of a lot that is left.
func share(left, of quantity.Micros) exact {
	if left < 0 || of <= 0 {
		return exact{}
	}
	return fraction(int64(left), int64(of))
}

func (x exact) known() bool { return x.ok }
func (x exact) zero() bool  { return x.ok && x.num == nil }

// times is the product; an unknown factor makes it unknown, but of nothing
// nothing comes, whatever the factor.
func (x exact) times(y exact) exact {
	switch {
	case x.zero() || y.zero():
		return none()
	case !x.ok || !y.ok:
		return exact{}
	}
	return exact{true, new(big.Int).Mul(x.num, y.num), new(big.Int).Mul(x.den, y.den)}
}

// over is the quotient; unknown when there is none.
func (x exact) over(y exact) exact {
	if !y.ok || y.zero() {
		return exact{}
	}
	return x.times(exact{true, y.den, y.num})
}

// plus is the sum; an unknown addend makes it unknown.
func (x exact) plus(y exact) exact {
	switch {
	case !x.ok || !y.ok:
		return exact{}
	case y.zero():
		return x
	case x.zero():
		return y
	case x.den.Cmp(y.den) == 0:
		return exact{true, new(big.Int).Add(x.num, y.num), x.den}
	}
	left, right := new(big.Int).Mul(x.num, y.den), new(big.Int).Mul(y.num, x.den)
	return exact{true, left.Add(left, right), new(big.Int).Mul(x.den, y.den)}
}

// less is the difference, not below nothing.
func (x exact) less(y exact) exact {
	switch {
	case !x.ok || !y.ok:
		return exact{}
	case y.zero():
		return x
	case x.cmp(y) <= 0:
		return none()
	}
	return x.plus(exact{true, new(big.Int).Neg(y.num), y.den})
}

// cmp compares two known fractions.
func (x exact) cmp(y exact) int {
	switch {
	case x.zero() && y.zero():
		return 0
	case x.zero():
		return -1
	case y.zero():
		return 1
	}
	return new(big.Int).Mul(x.num, y.den).Cmp(new(big.Int).Mul(y.num, x.den))
}

// least is the smaller of two; unknown with an unknown one.
func (x exact) least(y exact) exact {
	if !x.ok || !y.ok {
		return exact{}
	}
	if x.cmp(y) <= 0 {
		return x
	}
	return y
}

// decimals rounds half up to some decimals, at most six.
func (x exact) decimals(n int) money.Amount {
	grain := int64(1)
	for range n {
		grain *= 10
	}
	whole := x.times(fraction(grain, 1)).round()
	if !whole.Known() {
		return whole
	}
	micros, _ := whole.Micros()
	return money.FromMicros(micros / grain)
}

// round is whole pesos, half up; unknown when it is more than the books hold.
func (x exact) round() money.Amount {
	if !x.ok {
		return money.Amount{}
	}
	if x.num == nil {
		return money.Int(0)
	}
	var whole, rest big.Int
	whole.QuoRem(x.num, x.den, &rest)
	if !whole.IsInt64() {
		return money.Amount{}
	}
	n := whole.Int64()
	if rest.Lsh(&rest, 1).Cmp(x.den) >= 0 {
		n++
	}
	const most = 9_000_000_000_000 // pesos whose millionths fit in 64 bits
	if n > most {
		return money.Amount{}
	}
	return money.Int(n)
}

// plus is a+b; unknown when one of them is, or the sum does not fit.
func plus(a, b money.Amount) money.Amount {
	sum, err := a.Add(b)
	if err != nil {
		return money.Amount{}
	}
	return sum
}

// minus is a-b, unknown when one of them is.
func minus(a, b money.Amount) money.Amount {
	d, err := a.Sub(b)
	if err != nil {
		return money.Amount{}
	}
	return d
}
