package aduanera

import (
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// pattern is a figure of the table of our comparisons; unknown where it has
// none, and then nothing is compared.
func pattern(c *rule.Case, code string) money.Amount {
	p, ok := c.Catalog.Pattern(code, c.On)
	if !ok {
		return money.Amount{}
	}
	return p.Value
}

// alike compares two figures: equal within an absolute difference, or within
// millionths of the larger. known is false when a figure or a threshold is not
// there.
func alike(c *rule.Case, a, b money.Amount, absolute, ppm string) (equal, known bool) {
	slack, share := pattern(c, absolute), money.Int(0)
	if ppm != "" {
		share = pattern(c, ppm)
	}
	if !a.Known() || !b.Known() || !slack.Known() || !share.Known() {
		return false, false
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

// values compares two amounts of money.
func values(c *rule.Case, a, b money.Amount) (equal, known bool) {
	return alike(c, a, b, "papel_valor", "papel_valor_ppm")
}

// weights compares two weights in kilograms.
func weights(c *rule.Case, a, b money.Amount) (equal, known bool) {
	return alike(c, a, b, "papel_valor", "papel_peso_ppm")
}

// kilos is a weight that is printed in kilograms or in pounds.
func kilos(c *rule.Case, kg, lb money.Amount) money.Amount {
	if kg.Known() {
		return kg
	}
	x, err := lb.Mul(pattern(c, "kg_por_libra"))
	if err != nil {
		return money.Amount{}
	}
	return x
}

// sum is a total, unknown when an addend was.
func sum(s *money.Sum) money.Amount {
	total, ok := s.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}
