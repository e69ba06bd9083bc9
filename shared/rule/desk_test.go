package rule_test

import (
	"testing"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

type (
	tool struct{ used int }
	key  struct{ name string }
)

// TestDesk: a case takes what the one before worked with, reads nothing that the one
// before read, and has what it reads for as long as it is asked.
func TestDesk(t *testing.T) {
	t.Parallel()
	var desk rule.Desk
	made := 0
	lent := func(c *rule.Case) *tool {
		x := rule.Lent(c, key{"tool"}, func() *tool { made++; return &tool{} })
		x.used++
		return x
	}
	one := desk.Case(ruletest.Setting(), ruletest.Import())
	first := lent(one)
	said := func(c *rule.Case, says string) string {
		return rule.Once(c, key{"paper"}, func() string { return says })
	}
	said(one, "one")
	two := desk.Case(ruletest.Setting(), ruletest.Import())
	if got := lent(two); got != first || made != 1 || got.used != 2 {
		t.Errorf("the second case works with another tool: %d made", made)
	}
	if a, b := said(two, "two"), said(two, "two again"); a != "two" || b != "two" {
		t.Errorf("the second case reads %q and %q", a, b)
	}
	if a, b := said(one, "anew"), said(two, "two"); a != "anew" || b != "two" {
		t.Errorf("after it left the desk the first reads %q, and the second %q", a, b)
	}
	if lent(one) == first || lent(ruletest.Case(ruletest.Import())) == first || made != 3 {
		t.Errorf("a case that is on no desk takes what lies there: %d made", made)
	}
}
