// Package quantity holds the quantities of the books: whole millionths in an
// int64, so that additions are exact and the same on every machine. What does
// not fit is refused, never rounded in silence.
package quantity

import (
	"errors"
	"math/bits"
	"strconv"
	"strings"

	"example.com/immex/shared/money"
)

// Micros is a quantity in millionths of its unit (kilo, piece, litre …).
type Micros int64

// ErrRange reports a quantity the books cannot hold exactly.
var ErrRange = errors.New("quantity does not fit in millionths of an int64")

// From converts a written amount; unknown, negative or too fine is refused.
func From(a money.Amount) (Micros, error) {
	n, ok := a.Micros()
	if !ok || n < 0 {
		return 0, ErrRange
	}
	return Micros(n), nil
}

// String is the minimal decimal form.
func (m Micros) String() string {
	n, sign := uint64(m), "" //nolint:gosec // two's complement: the magnitude of the least int64 fits
	if m < 0 {
		n, sign = -n, "-"
	}
	whole, frac := n/1_000_000, n%1_000_000
	if frac == 0 {
		return sign + strconv.FormatUint(whole, 10)
	}
	f := strconv.FormatUint(1_000_000+frac, 10)[1:]
	return sign + strconv.FormatUint(whole, 10) + "." + strings.TrimRight(f, "0")
}

// MulDiv is m×num÷den in 128 bits, rounded half up once, as the design asks
// for conversions by the ratio of a lot's own partida.
func (m Micros) MulDiv(num, den Micros) (Micros, error) {
	if m < 0 || num < 0 || den <= 0 {
		return 0, ErrRange
	}
	hi, lo := bits.Mul64(uint64(m), uint64(num))
	lo, carry := bits.Add64(lo, uint64(den)/2, 0)
	hi += carry
	if hi >= uint64(den) {
		return 0, ErrRange
	}
	q, _ := bits.Div64(hi, lo, uint64(den))
	if q > 1<<63-1 {
		return 0, ErrRange
	}
	return Micros(q), nil
}

// MarshalJSON writes a decimal string: a JSON number might pass through a
// float on its way to a reader.
func (m Micros) MarshalJSON() ([]byte, error) { return []byte(`"` + m.String() + `"`), nil }

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Micros) UnmarshalJSON(b []byte) error {
	var a money.Amount
	if err := a.UnmarshalJSON(b); err != nil {
		return err //nolint:wrapcheck // already names the text
	}
	n, ok := a.Micros()
	if !ok {
		return ErrRange
	}
	*m = Micros(n)
	return nil
}
