package glosa_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// TestDossier: each fact of the dossier of regulation has a place: rules, a
// table, a verb, a check of the readers, the data that nobody delivers, or why it
// is outside. What is named exists, and every confirmed rule is named.
func TestDossier(t *testing.T) {
	t.Parallel()
	facts, err := glosa.Facts()
	if err != nil || len(facts) == 0 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	named := map[string]bool{}
	for i := range facts {
		f := &facts[i]
		if !slices.Contains(catalog.Confidences(), f.Confidence) || f.Text.ES == "" || f.Text.EN == "" || f.Text.ES == f.Text.EN {
			t.Errorf("%+v", f)
		}
		if !f.Done() && len(f.Missing) == 0 && (f.Outside.ES == "" || f.Outside.EN == "") {
			t.Errorf("%s %q is nowhere", f.Section, f.Text.EN)
		}
		for _, r := range f.Rules {
			named[r.Code] = true
		}
		for kind, names := range map[string][]string{"table": f.Tables, "gate": f.Gates, "verb": f.Verbs} {
			for _, name := range names {
				if !placed(kind, name) {
					t.Errorf("%s: there is no %s %q", f.Section, kind, name)
				}
			}
		}
		for _, d := range f.Missing {
			if !slices.Contains(rule.AllData(), d) {
				t.Errorf("%s: there are no data %q", f.Section, d)
			}
		}
	}
	for _, r := range glosa.Rules() {
		if r.Confirmed() && !named[r.Code] {
			t.Errorf("%s is confirmed and no fact of the dossier names it", r.Code)
		}
	}
}

// placed reports that a place exists.
func placed(kind, name string) bool {
	switch kind {
	case "table":
		_, law := catalog.LawTableNamed(name)
		return law || slices.Contains([]string{"efectos", "credito"}, name)
	case "gate":
		return slices.ContainsFunc(catalog.Default().Cotejos(), func(c catalog.Cotejo) bool { return c.Code == name })
	case "verb":
		return slices.Contains([]string{"balance", "calendar", "contingency", "package", "raoce", "reconcile"}, name)
	}
	return false
}
