package glosa_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// TestVersion: it is one whatever the order of the rules, and another as soon as a rule
// goes, comes, or says something else of when and how gravely it judges.
func TestVersion(t *testing.T) {
	cat := catalog.Default()
	own := glosa.Version(nil, cat)
	rules := glosa.Rules()
	slices.Reverse(rules)
	if glosa.Version(rules, cat) != own {
		t.Error("the order of the rules counts")
	}
	law := *cat
	law.Law = document.HashOf([]byte("a row more"))
	if glosa.Version(nil, &law) == own {
		t.Error("other dated data, same version")
	}
	if glosa.Version(rules[1:], cat) == own {
		t.Error("a rule less, same version")
	}
	for name, change := range map[string]func(*rule.Rule){
		"code":     func(r *rule.Rule) { r.Code += "x" },
		"severity": func(r *rule.Rule) { r.Severity = document.Unreadable },
		"from":     func(r *rule.Rule) { r.From = document.NewDate(1999, 1, 2) },
		"to":       func(r *rule.Rule) { r.To = document.NewDate(2999, 1, 2) },
		"citation": func(r *rule.Rule) { r.Citation += "." },
	} {
		other := slices.Clone(rules)
		changed := *rules[0]
		change(&changed)
		other[0] = &changed
		if glosa.Version(other, cat) == own {
			t.Errorf("another %s, same version", name)
		}
	}
}
