package arch_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// neverBlocks are codes that the walk takes for blocking and why they are not.
func neverBlocks() map[string]string {
	return map[string]string{
		"": "a mail that passes has no code",
		// findings of the books, about what accepted documents say together
		"credit_amount": "the credit ledger", "credit_discharge_twice": "the credit ledger", "credit_discharge_void": "the credit ledger",
		"credit_entry_twice": "the credit ledger", "credit_quantity_range": "the credit ledger",
		// findings of a package, about what the books took long ago
		"rules_not_asked": "a document that could not be read again",
	}
}

// untellable are places whose code is no constant, and why that is right.
func untellable() map[string]string {
	return map[string]string{
		"shared/ledger/findings.go": "shortage_ with its cause, a warning of the books",
		"shared/ledger/needs.go":    "bom_ with the kind of its problem, a warning of the books",
		"shared/ledger/planta.go":   "bom_ with the kind of its problem, a warning of the books",
	}
}

// TestEveryBlockingCodeIsListed: whatever code our source can give a finding
// that blocks is a check of the catalogue, with the severity it is raised
// with; and the catalogue lists nothing that is never raised.
func TestEveryBlockingCodeIsListed(t *testing.T) {
	t.Parallel()
	p := load(t)
	found, untold := p.findings()
	for _, at := range untold {
		name := strings.TrimPrefix(p.fset.Position(at).String(), p.root+"/")
		file, _, _ := strings.Cut(name, ":")
		if untellable()[file] == "" {
			t.Errorf("%s: the code of this finding cannot be told from the source; give it as a constant", name)
		}
	}
	raised := map[string]map[document.Severity]bool{}
	for _, f := range found {
		if raised[f.code] == nil {
			raised[f.code] = map[document.Severity]bool{}
		}
		raised[f.code][document.Severity(f.severity)] = true
	}
	listed := map[string]map[document.Severity]bool{}
	for _, x := range catalog.Default().Cotejos() {
		if listed[x.Code] == nil {
			listed[x.Code] = map[document.Severity]bool{}
		}
		listed[x.Code][x.Severity] = true
	}
	const byTable = document.Severity("")
	for _, code := range slices.Sorted(maps.Keys(raised)) {
		r, l := raised[code], listed[code]
		switch {
		case neverBlocks()[code] != "":
		case (r[document.Error] || r[document.Unreadable]) && !l[document.Error]:
			t.Errorf("%s can refuse a document and cotejos.csv does not list it as an error", code)
		case r[byTable] && l == nil:
			t.Errorf("%s takes its severity from cotejos.csv, which does not list it", code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(listed)) {
		r := raised[code]
		for severity := range listed[code] {
			if !r[severity] && !r[byTable] && (severity != document.Error || !r[document.Unreadable]) {
				t.Errorf("cotejos.csv lists %s as %s and nothing raises it so", code, severity)
			}
		}
	}
	if len(raised) < 300 {
		t.Errorf("only %d codes were found: the walk misses most", len(raised))
	}
}

// TestNeverBlocks: the exceptions are still raised, and still not listed.
func TestNeverBlocks(t *testing.T) {
	t.Parallel()
	for _, x := range catalog.Default().Cotejos() {
		if why := neverBlocks()[x.Code]; why != "" {
			t.Errorf("%s is listed, and is an exception because %s", x.Code, why)
		}
	}
}
