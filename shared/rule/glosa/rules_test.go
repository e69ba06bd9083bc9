package glosa_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// TestRulesAreWhole: a rule without source, action or both languages does not
// count.
func TestRulesAreWhole(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)+$`)
	authorities := []rule.Authority{rule.Aduanera, rule.Anexo22, rule.Anexo24, rule.IMMEX, rule.CFF, rule.Ours}
	seen := map[string]bool{}
	for _, r := range glosa.Rules() {
		if seen[r.Code] {
			t.Errorf("%s: two rules have this code", r.Code)
		}
		seen[r.Code] = true
		if !shape.MatchString(r.Code) || !strings.HasPrefix(r.Code, string(r.Authority)+"_") {
			t.Errorf("%s: a code is its authority (%s) and what it checks", r.Code, r.Authority)
		}
		if !slices.Contains(authorities, r.Authority) {
			t.Errorf("%s: authority %q", r.Code, r.Authority)
		}
		for name, text := range map[string]document.Text{"title": r.Title, "action": r.Action, "example": r.Example} {
			if text.ES == "" || text.EN == "" || text.ES == text.EN {
				t.Errorf("%s: %s lacks one of its languages: %+v", r.Code, name, text)
			}
		}
		if r.Citation == "" || r.Source == "" || !r.From.Known() || r.To.Known() && r.To < r.From {
			t.Errorf("%s: citation %q, source %q, in force %s to %s", r.Code, r.Citation, r.Source, r.From, r.To)
		}
		if !slices.Contains([]string{"C", "C-old", "3P", "OWN"}, r.Confidence) {
			t.Errorf("%s: confidence %q", r.Code, r.Confidence)
		}
		if !slices.Contains([]document.Severity{document.Error, document.Warning, document.Notice}, r.Severity) {
			t.Errorf("%s: severity %q", r.Code, r.Severity)
		}
		known := rule.AllData()
		for _, d := range r.Needs {
			if !slices.Contains(known, d) {
				t.Errorf("%s: data %q has no name", r.Code, d)
			}
		}
		kinds := 0
		for _, is := range []bool{r.Case != nil, r.Books != nil, r.CFDI != nil, r.Series != nil} {
			if is {
				kinds++
			}
		}
		if kinds != 1 {
			t.Errorf("%s: asks %d kinds of case", r.Code, kinds)
		}
		if glosa.Find(r.Code).Code != r.Code {
			t.Errorf("%s: not found", r.Code)
		}
	}
	if glosa.Find("nothing_of_the_kind") != nil {
		t.Error("a code nobody gave finds a rule")
	}
}

// TestActionsNameTables: a table that an action tells to deliver is one of the templates.
func TestActionsNameTables(t *testing.T) {
	t.Parallel()
	var tables []string
	for _, x := range material.Tables() {
		tables = append(tables, x.Name)
	}
	for _, x := range catalog.LawTables() {
		tables = append(tables, x.Name)
	}
	named := regexp.MustCompile(`(?:tabla|table) ([a-z_]+)`)
	found := 0
	for _, r := range glosa.Rules() {
		for _, text := range []string{r.Action.ES, r.Action.EN} {
			for _, m := range named.FindAllStringSubmatch(text, -1) {
				found++
				if !slices.Contains(tables, m[1]) && m[1] != "correcta" {
					t.Errorf("%s: there is no table %q: %s", r.Code, m[1], text)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no action names a table")
	}
}
