package aduanera

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule"
)

// concept is what a declaration pays for handling, when it is the one asked.
func concept(c *rule.Case, want string) bool {
	got, ok := c.Catalog.DTA(c.P.Clave, c.P.Operacion, c.On)
	return ok && got == want
}

// vehicles reports that an amount is a base plus the fixed fee of some more
// vehicles (LFD art. 49: a fee for each one besides the first).
func vehicles(c *rule.Case, code string, got, base, fixed money.Amount) bool {
	if c.Near(code, got, base, 1) {
		return true
	}
	more := rule.Minus(got, base)
	if !more.Known() || !fixed.Known() || fixed.Sign() <= 0 || more.Sign() <= 0 {
		return false
	}
	tolerance := c.Catalog.RuleTolerance(code, c.On)
	step, limit := fixed, tolerance.Of(fixed, 1)
	trucks, err := wholeThreshold(c.Catalog, "dta_vehiculos", c.On)
	if err != nil {
		return false
	}
	for range trucks {
		if money.Within(more, step, limit) {
			return true
		}
		if step.Cmp(more) > 0 {
			return false
		}
		step = rule.Plus(step, fixed)
	}
	return false
}

// perThousand holds a DTA per thousand to its rate on the customs value of what
// has no preferential origin, or to the least amount of the year; TL goods are
// exempt or pay the fixed fee (RGCE 5.1.4, 5.1.5).
func perThousand(c *rule.Case, code, rate string) rule.Outcome {
	k, ok := newCuadro(c)
	due := fee(c, rate)
	if !due.Known() {
		return c.NoData(rule.DataRate)
	}
	full, least := rule.Pesos(rule.PerThousand(k.sujeta, due)), fee(c, catalog.FeeDTAMinimum)
	if !ok || !full.Known() {
		return c.NoData(rule.DataValue)
	}
	if full.Sign() == 0 {
		return rule.NotApplicable
	}
	want := full
	if least.Known() && full.Cmp(least) < 0 {
		want = least
	}
	if vehicles(c, code, k.dta, want, least) || vehicles(c, code, k.dta, want, fee(c, catalog.FeeDTAFixed)) {
		return rule.Pass
	}
	if !least.Known() {
		return c.NoData(rule.DataRate) // it may be the least amount of a year no table has
	}
	return c.Fail(rule.Where{Field: "contribuciones"},
		"El DTA es %s; %s al millar de %s da %s y el mínimo del año es %s.", "DTA is %s; %s per thousand of %s gives %s and the least of the year is %s.",
		k.dta, due, k.sujeta, full, least)
}
