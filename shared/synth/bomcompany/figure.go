package bomcompany

import (
	"fmt"
	"math/big"
	"strings"
)

// Micros is a quantity in millionths of its unit.
type Micros int64

const unit Micros = 1_000_000

// String is the shortest decimal.
func (m Micros) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	s := fmt.Sprintf("%d.%06d", m/unit, m%unit)
	return sign + strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// MarshalJSON writes a quantity as a decimal string.
func (m Micros) MarshalJSON() ([]byte, error) { return []byte(`"` + m.String() + `"`), nil }

func (m Micros) rat() *big.Rat { return big.NewRat(int64(m), int64(unit)) }

// rounded is the nearest millionth, half up; quantities are never negative.
func rounded(r *big.Rat) Micros {
	x := new(big.Rat).Mul(r, big.NewRat(int64(unit), 1))
	x.Add(x, big.NewRat(1, 2))
	return Micros(new(big.Int).Quo(x.Num(), x.Denom()).Int64())
}

// share is whole × part ÷ of, half up.
func share(whole, part, of Micros) Micros {
	return rounded(new(big.Rat).Quo(new(big.Rat).Mul(whole.rat(), part.rat()), of.rat()))
}

// decimal reads a figure of this package; every one of them is sound.
func decimal(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat)
	}
	return r
}

// scaled writes n×10^-places.
func scaled(n int64, places int) string {
	p := int64(1)
	for range places {
		p *= 10
	}
	return fmt.Sprintf("%d.%0*d", n/p, places, n%p)
}

// proportion is a×b÷c, half up, for amounts of money.
func proportion(a, b, c int64) int64 {
	n := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
	n.Add(n, big.NewInt(c/2))
	return n.Quo(n, big.NewInt(c)).Int64()
}
