// Package cruce is how rules hold a declaration against another paper: figures
// within the differences the table patrones.csv forgives, parties by tax id and
// by name, goods line by line. Every finding says how alike the two sides are
// (dossier §14, checks 10, 19 and 20).
//
// Example: a partida of 1,500 dollars and its line of 1,490 are the same by part
// and quantity, and the finding quotes both values and the score.
//
// The package has no rules and reads no paper; what it cannot compare is not
// known, never equal.
package cruce

import (
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// pattern is a figure of the table of our comparisons; unknown where it has
// none, and then nothing is compared.
func pattern(c *rule.Case, code string) money.Amount {
	return c.Catalog.PatternValue(code, c.On)
}

// slack is what the table forgives two figures on the day of a declaration.
type slack struct{ quantity, value, valueShare, weightShare money.Amount }

func slackOf(c *rule.Case) slack {
	return slack{pattern(c, "papel_cantidad"), pattern(c, "papel_valor"), pattern(c, "papel_valor_ppm"), pattern(c, "papel_peso_ppm")}
}

// forgiven is what two figures of a declaration may differ by.
func forgiven(c *rule.Case) *slack { return &tableOf(c).slack }

// alike compares two figures: equal within an absolute difference, or within
// millionths of the larger. known is false when a figure or a threshold is not
// there.
func alike(a, b, slack, share money.Amount) (equal, known bool) {
	if !a.Known() || !b.Known() || !slack.Known() || !share.Known() {
		return false, false
	}
	if a.Cmp(b) == 0 { // nearly always
		return true, true
	}
	larger := a.Abs()
	if b.Abs().Cmp(larger) > 0 {
		larger = b.Abs()
	}
	part, err := larger.Mul(share)
	if err == nil {
		part, err = part.Mul(money.FromMicros(1))
	}
	if err == nil && part.Cmp(slack) > 0 {
		slack = part
	}
	return money.Within(a, b, slack), true
}

// Values compares two amounts of money.
func Values(c *rule.Case, a, b money.Amount) (equal, known bool) {
	s := forgiven(c)
	return alike(a, b, s.value, s.valueShare)
}

// Weights compares two weights in kilograms.
func Weights(c *rule.Case, a, b money.Amount) (equal, known bool) {
	s := forgiven(c)
	return alike(a, b, s.value, s.weightShare)
}

// quantities compares two quantities in one unit.
func quantities(c *rule.Case, a, b money.Amount) (equal, known bool) {
	return alike(a, b, forgiven(c).quantity, money.Int(0))
}

// Kilos is a weight that is printed in kilograms or in pounds.
func Kilos(c *rule.Case, kg, lb money.Amount) money.Amount {
	if kg.Known() {
		return kg
	}
	x, err := lb.Mul(pattern(c, "kg_por_libra"))
	if err != nil {
		return money.Amount{}
	}
	return x
}

// Total is a total, unknown when an addend was.
func Total(s *money.Sum) money.Amount {
	total, ok := s.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}
