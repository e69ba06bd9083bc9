package glosa

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/rule"
)

// Check is one of the thirty monthly and annual checks with the rules that do
// it, or the data it lacks. The table follows from the rules themselves.
type Check struct {
	catalog.Review
	Rules []*rule.Rule
	// Missing is what no door brings in: the whole check without rules, the
	// rest of it with some.
	Missing []rule.Data
}

// Done reports whether some rule or verb does it.
func (c *Check) Done() bool { return len(c.Rules)+len(c.Verbs) > 0 }

// Checks is the table of the thirty checks.
func Checks() []Check {
	rules := Rules()
	var out []Check
	for _, r := range catalog.Reviews() {
		c := Check{Review: r}
		for _, x := range rules {
			if slices.Contains(x.Checks, r.Number) {
				c.Rules = append(c.Rules, x)
			}
		}
		missing := r.Missing
		if !c.Done() && len(missing) == 0 {
			missing = r.Data
		}
		for _, d := range missing {
			c.Missing = append(c.Missing, rule.Data(d))
		}
		out = append(out, c)
	}
	return out
}
