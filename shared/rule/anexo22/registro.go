package anexo22

import "example.com/immex/shared/rule"

// registered judges an identifier that says its company is in a register; es and
// en say that it is not, of a day.
func registered(c *rule.Case, clave, kind, es, en string) rule.Outcome {
	if !c.Has(clave) {
		return rule.NotApplicable
	}
	if c.Company == nil || c.Company.RFC != c.P.RFC {
		return c.NoData(rule.DataProgramme)
	}
	if !c.Company.Certified(kind, c.On) {
		c.Fail(rule.Where{Field: "identificadores", Other: clave}, es, en, c.On)
	}
	return c.Judged()
}
