package unit

import (
	"fmt"
	"math/big"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Factor is what a plant says of one part: Rate units of To are one unit of
// From. It holds both ways, and for every unit of either dimension.
type Factor struct {
	From, To string
	Rate     money.Amount
	Evidence string // data sheet, weighing; where it comes from
}

// Convert is a quantity of from in units of to, rounded once, half up. Factors
// count only between different dimensions; two that apply and disagree are
// a *FactorsError. What does not fit is quantity.ErrRange.
func (t *Table) Convert(q quantity.Micros, from, to string, on document.Date, factors []Factor) (quantity.Micros, error) {
	if q < 0 {
		return 0, quantity.ErrRange
	}
	if s, err := t.Ratio(from, to, on); err == nil {
		m, err := q.MulDiv(quantity.Micros(s.Num), quantity.Micros(s.Den))
		if err != nil {
			return 0, fmt.Errorf("from %s to %s: %w", from, to, err)
		}
		return m, nil
	}
	r, err := t.Rate(from, to, on, factors)
	if err != nil {
		return 0, err
	}
	return times(q, r)
}

// Rate is the exact number of units of to in one of from, as Convert takes it.
// The result is the caller's.
func (t *Table) Rate(from, to string, on document.Date, factors []Factor) (*big.Rat, error) {
	r, err := t.Ratio(from, to, on)
	if err == nil {
		return r.rat(), nil
	}
	clash, ok := err.(*ClashError) //nolint:errorlint // Ratio never wraps it
	if !ok {
		return nil, err
	}
	var best *big.Rat
	by := 0
	for i := range factors {
		f := &factors[i]
		rate := t.across(from, to, on, f)
		switch {
		case rate == nil:
		case best == nil:
			best, by = rate, i
		case best.Cmp(rate) != 0:
			return nil, &FactorsError{Clash: *clash, One: factors[by], Other: *f}
		}
	}
	if best == nil {
		return nil, clash
	}
	return best, nil
}

// across is the rate by one factor, nil when it does not join the two
// dimensions.
func (t *Table) across(from, to string, on document.Date, f *Factor) *big.Rat {
	if f.Rate.Sign() <= 0 {
		return nil
	}
	rate, ok := new(big.Rat).SetString(f.Rate.String())
	if !ok {
		return nil
	}
	a, b := f.From, f.To
	if !t.Same(from, a, on) {
		a, b = b, a
		rate.Inv(rate)
	}
	before, errA := t.Ratio(from, a, on)
	after, errB := t.Ratio(b, to, on)
	if errA != nil || errB != nil {
		return nil
	}
	return rate.Mul(rate, before.rat()).Mul(rate, after.rat())
}

// times is q×r rounded half up.
func times(q quantity.Micros, r *big.Rat) (quantity.Micros, error) {
	n := new(big.Int).Mul(big.NewInt(int64(q)), r.Num())
	n.Lsh(n, 1).Add(n, r.Denom())
	n.Quo(n, new(big.Int).Lsh(r.Denom(), 1))
	if !n.IsInt64() {
		return 0, fmt.Errorf("convert: %w", quantity.ErrRange)
	}
	return quantity.Micros(n.Int64()), nil
}
