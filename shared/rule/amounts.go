package rule

import (
	"math/big"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// RateOf is the only rate of a contribution in a list; ok is false when it has
// none, or two that differ.
func RateOf(list []pedimento.Tasa, clave string) (t pedimento.Tasa, ok bool) {
	for i := range list {
		if list[i].Clave != clave || !list[i].Tasa.Known() {
			continue
		}
		if ok && (t.Tipo != list[i].Tipo || !t.Tasa.Equal(list[i].Tasa)) {
			return t, false
		}
		t, ok = list[i], true
	}
	return t, ok
}

// Percent is the share of a base that a rate in per cent is; unknown when one
// of them is, or when it does not fit.
func Percent(base, rate money.Amount) money.Amount { return share(base, rate, hundredth) }

// PerThousand is the share of a base that a rate per thousand is.
func PerThousand(base, rate money.Amount) money.Amount { return share(base, rate, thousandth) }

// The shares in millionths.
const (
	hundredth  = 10_000
	thousandth = 1_000
)

func share(base, rate money.Amount, part int64) money.Amount {
	product, err := base.Mul(rate)
	if err != nil {
		return money.Amount{}
	}
	product, err = product.Mul(money.FromMicros(part))
	if err != nil {
		return money.Amount{}
	}
	return product
}

// Pesos is an amount in whole pesos, half a peso upwards, as contributions are
// written (dossier §4); one of too many decimals comes back as it is.
func Pesos(a money.Amount) money.Amount {
	n, ok := a.Micros()
	if !ok || n < 0 {
		return a
	}
	const peso, half = 1_000_000, 500_000
	return money.Int(n/peso + (n%peso+half)/peso)
}

// Plus adds amounts; one that is unknown makes the sum unknown.
func Plus(list ...money.Amount) money.Amount {
	sum := money.Int(0)
	for _, a := range list {
		s, err := sum.Add(a)
		if err != nil {
			return money.Amount{}
		}
		sum = s
	}
	return sum
}

// Minus subtracts; unknown when one is.
func Minus(a, b money.Amount) money.Amount {
	d, err := a.Sub(b)
	if err != nil {
		return money.Amount{}
	}
	return d
}

// Times multiplies; unknown when one is, or when it does not fit.
func Times(a, b money.Amount) money.Amount {
	p, err := a.Mul(b)
	if err != nil {
		return money.Amount{}
	}
	return p
}

// InBase is a quantity in the base unit of its dimension (kilo, metre, piece) by
// the factor of its unit; unknown when the factor is none.
func InBase(quantity money.Amount, factor string) money.Amount {
	f, err := money.Parse(factor)
	if err != nil {
		return money.Amount{}
	}
	return Times(quantity, f)
}

// IsWhole reports that a known amount is n times another, and n.
func IsWhole(a, unit money.Amount) (n int64, ok bool) {
	x, okA := a.Micros()
	y, okB := unit.Micros()
	if !okA || !okB || y <= 0 || x%y != 0 {
		return 0, false
	}
	return x / y, true
}

// Stated reports that the document itself says a field of the heading: a source
// that leaves it to be computed has nothing to compare with.
func (c *Case) Stated(field string) bool {
	e, ok := c.P.Marks[field]
	return !ok || e.Level != document.Computed
}

// Carries reports an identifier on a partida itself.
func Carries(q *pedimento.Partida, clave string) bool {
	for i := range q.Identificadores {
		if q.Identificadores[i].Clave == clave {
			return true
		}
	}
	return false
}

// Share is the part of a whole of an amount, to whole pesos, half up; unknown
// when any of the three is, or the whole is nothing.
func Share(a, part, whole money.Amount) money.Amount {
	x, okA := a.Micros()
	p, okP := part.Micros()
	w, okW := whole.Micros()
	if !okA || !okP || !okW || w <= 0 || p < 0 || x < 0 {
		return money.Amount{}
	}
	n := new(big.Int).Mul(big.NewInt(x), big.NewInt(p))
	d := new(big.Int).Mul(big.NewInt(w), big.NewInt(pesoMicros))
	n.Add(n.Lsh(n, 1), d).Quo(n, d.Lsh(d, 1))
	if !n.IsInt64() {
		return money.Amount{}
	}
	return money.Int(n.Int64())
}

// pesoMicros is one peso in millionths.
const pesoMicros = 1_000_000

// Near reports that two figures agree within what the table of tolerances
// forgives a rule; an unknown figure agrees with none.
func (c *Case) Near(code string, got, want money.Amount, rows int) bool {
	if !got.Known() || !want.Known() {
		return false
	}
	if got.Cmp(want) == 0 { // nearly always
		return true
	}
	t := c.Catalog.RuleTolerance(code, c.On)
	return money.Within(got, want, t.Of(want, rows))
}
