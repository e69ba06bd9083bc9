package glosa_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
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
	b, err := os.ReadFile("testdata/dossier.csv")
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	named := map[string]bool{}
	for _, r := range records[1:] {
		section, confidence := r[0], r[2]
		if !slices.Contains(catalog.Confidences(), confidence) || r[1] == "" {
			t.Errorf("%s: %v", section, r)
		}
		for place := range strings.SplitSeq(r[3], "|") {
			kind, name, _ := strings.Cut(place, ":")
			if !placed(kind, name) {
				t.Errorf("%s: there is no %s %q", section, kind, name)
			}
			if kind == "rule" {
				named[name] = true
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
	case "rule":
		return glosa.Find(name) != nil
	case "table":
		_, law := catalog.LawTableNamed(name)
		return law || slices.Contains([]string{"efectos", "credito"}, name)
	case "gate":
		return slices.ContainsFunc(catalog.Default().Cotejos(), func(c catalog.Cotejo) bool { return c.Code == name })
	case "missing":
		return slices.Contains(rule.AllData(), rule.Data(name))
	case "verb":
		return slices.Contains([]string{"balance", "calendar", "contingency", "package", "raoce", "reconcile"}, name)
	case "outside":
		return name != ""
	}
	return false
}
