// Package money holds exact decimal amounts as documents write them: customs
// values, prices, rates, exchange rates. The zero Amount is "unknown", which
// is never zero: a value that a source did not give prints as null.
//
// Example: money.Parse(".500") is one half; its String is "0.5" and its
// Written form "0.500" keeps the scale of the page.
//
// The package refuses floats, thousands separators and exponents: a reader
// that meets them must decide first what they mean.
package money

import (
	"errors"
	"fmt"
	"strings"

	"github.com/govalues/decimal"
)

// ErrSyntax reports text that is not a plain decimal number.
var ErrSyntax = errors.New("not a plain decimal number")

// ErrRange reports a number of more digits than 64 bits hold, or a result of
// more than 19 digits.
var ErrRange = errors.New("more digits than fit exactly")

// Amount is an exact decimal with the scale it was written with, or unknown.
type Amount struct {
	d     decimal.Decimal
	known bool
}

// Parse reads a plain decimal: optional minus, digits, optional point and
// digits; ".500" and "12." are accepted because Data Stage writes the first.
// An empty or blank text is the unknown Amount and no error.
func Parse(s string) (Amount, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Amount{}, nil
	}
	coef, scale, neg, err := scan(s)
	if err != nil {
		return Amount{}, fmt.Errorf("%q: %w", s, err)
	}
	if neg {
		coef = -coef
	}
	d, err := decimal.New(coef, scale)
	if err != nil {
		return Amount{}, fmt.Errorf("%q: %w", s, ErrRange)
	}
	return Amount{d: d, known: true}, nil
}

// scan splits a plain decimal into coefficient and scale.
func scan(s string) (coef int64, scale int, neg bool, err error) {
	if s[0] == '-' {
		neg, s = true, s[1:]
	}
	digits, point := 0, -1
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			digit := int64(c - '0')
			if coef > (1<<63-1-digit)/10 {
				return 0, 0, false, ErrRange
			}
			coef = coef*10 + digit
			digits++
		case c == '.' && point < 0:
			point = i
		default:
			return 0, 0, false, ErrSyntax
		}
	}
	if digits == 0 {
		return 0, 0, false, ErrSyntax
	}
	if point >= 0 {
		scale = len(s) - point - 1
	}
	if scale > decimal.MaxScale {
		return 0, 0, false, ErrRange
	}
	return coef, scale, neg, nil
}

// Int is a whole amount.
func Int(n int64) Amount { return Amount{d: decimal.MustNew(n, 0), known: true} }

// Known reports whether the source gave a value.
func (a Amount) Known() bool { return a.known }

// String is the minimal decimal ("17.0633", "0.5"), or "" when unknown.
func (a Amount) String() string {
	if !a.known {
		return ""
	}
	return a.d.Trim(0).String()
}

// Written keeps the scale of the source ("17.06330"), or "" when unknown.
func (a Amount) Written() string {
	if !a.known {
		return ""
	}
	return a.d.String()
}

// Scale is the number of decimals written.
func (a Amount) Scale() int { return a.d.Scale() }

// Sign is -1, 0 or 1; unknown counts as 0.
func (a Amount) Sign() int { return a.d.Sign() }

// Cmp compares two known amounts by value, whatever their scale.
func (a Amount) Cmp(b Amount) int { return a.d.Cmp(b.d) }

// Equal reports that both are unknown, or both known with the same value.
func (a Amount) Equal(b Amount) bool {
	return a.known == b.known && a.d.Cmp(b.d) == 0
}

// Add is a+b; an unknown operand makes the sum unknown.
func (a Amount) Add(b Amount) (Amount, error) {
	return combine(a, b, decimal.Decimal.AddExact, func(x, y int) int { return max(x, y) })
}

// Sub is a-b; an unknown operand makes the difference unknown.
func (a Amount) Sub(b Amount) (Amount, error) {
	return combine(a, b, decimal.Decimal.SubExact, func(x, y int) int { return max(x, y) })
}

// Mul is the exact product; an unknown operand makes it unknown.
func (a Amount) Mul(b Amount) (Amount, error) {
	return combine(a, b, decimal.Decimal.MulExact, func(x, y int) int { return x + y })
}

// operation is one of the library's; the scale it takes is how many decimals
// must survive, and it rounds the others without a word: all must.
type operation func(a, b decimal.Decimal, scale int) (decimal.Decimal, error)

// combine keeps the written scales where the result has room for them, and
// drops trailing zeros before it gives up.
func combine(a, b Amount, op operation, scale func(x, y int) int) (Amount, error) {
	if !a.known || !b.known {
		return Amount{}, nil
	}
	if d, ok := exact(a.d, b.d, op, scale); ok {
		return Amount{d: d, known: true}, nil
	}
	if d, ok := exact(a.d.Trim(0), b.d.Trim(0), op, scale); ok {
		return Amount{d: d, known: true}, nil
	}
	return Amount{}, ErrRange
}

// exact is the result of an operation; ok is false where it has no room for it.
func exact(a, b decimal.Decimal, op operation, scale func(x, y int) int) (d decimal.Decimal, ok bool) {
	n := scale(a.Scale(), b.Scale())
	if n > decimal.MaxScale {
		return d, false
	}
	d, err := op(a, b, n)
	return d, err == nil
}

// Abs drops the sign.
func (a Amount) Abs() Amount { return Amount{d: a.d.Abs(), known: a.known} }

// Micros is the value in millionths, as the books hold it; ok is false when
// it is unknown, has more than six significant decimals, or does not fit.
func (a Amount) Micros() (n int64, ok bool) {
	if !a.known {
		return 0, false
	}
	t := a.d
	if t.Scale() > 6 {
		t = t.Trim(6) // zeros are no decimals
	}
	if t.Scale() > 6 {
		return 0, false
	}
	coef := t.Coef()
	for range 6 - t.Scale() {
		if coef > (1<<63-1)/10 {
			return 0, false
		}
		coef *= 10
	}
	if coef > 1<<63-1 {
		return 0, false
	}
	n = int64(coef)
	if t.IsNeg() {
		n = -n
	}
	return n, true
}

// FromMicros is the amount of n millionths.
func FromMicros(n int64) Amount {
	return Amount{d: decimal.MustNew(n, 6).Trim(0), known: true}
}

// MarshalJSON writes a minimal decimal string, or null when unknown.
func (a Amount) MarshalJSON() ([]byte, error) {
	if !a.known {
		return []byte("null"), nil
	}
	return []byte(`"` + a.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON writes; a JSON number is refused,
// since it may have passed through a float.
func (a *Amount) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*a = Amount{}
		return nil
	}
	if len(b) < 2 || b[0] != '"' || b[len(b)-1] != '"' {
		return fmt.Errorf("%s: %w", b, ErrSyntax)
	}
	parsed, err := Parse(string(b[1 : len(b)-1]))
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}
