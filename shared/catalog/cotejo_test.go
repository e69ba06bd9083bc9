package catalog_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// TestTolerance: the most generous of the three parts holds, and an unlisted
// code forgives nothing.
func TestTolerance(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	if got := c.Tolerance("facturas_sum", day, money.Int(1000), 7); got.String() != "0.07" {
		t.Errorf("seven rows allow %s, want 0.07", got)
	}
	if got := c.Tolerance("no_such_check", day, money.Int(1000), 7); got.Sign() != 0 {
		t.Errorf("an unlisted check allows %s", got)
	}
}

// TestSeverity: one check warns in one source and refuses in another, with a
// tolerance of its own; where nobody listed it, it refuses and forgives nothing.
func TestSeverity(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		code, source string
		want         document.Severity
		tolerance    string // of a million
	}{
		{"cove_valor_dolares", "cove_xml", document.Warning, "1000.000000"},
		{"cove_valor_dolares", "cove_print", document.Error, "10.000000"},
		{"cove_valor_total", "cove_xml", document.Warning, "10.000000"},
		{"cove_valor_total", "cove_print", document.Error, "10.000000"},
		{"facturas_sum", "datastage", document.Warning, "0.01"},
		{"facturas_sum", "print", document.Error, "0"},
		{"no_such_check", "datastage", document.Error, "0"},
	} {
		for _, on := range []document.Date{day, 0} {
			if got := catalog.Default().Severity(x.code, x.source, on); got != x.want {
				t.Errorf("%s in %s on %s is %s, want %s", x.code, x.source, on, got, x.want)
			}
			check := catalog.Default().Cotejo(x.code, x.source, on)
			want, err := money.Parse(x.tolerance)
			if got := check.Tolerance(money.Int(1_000_000), 1); err != nil || got.Cmp(want) != 0 {
				t.Errorf("%s in %s allows %s, want %s (%v)", x.code, x.source, got, want, err)
			}
		}
	}
}

// TestCotejosAreComplete: every check has both titles, sources that exist and
// a source of law or format.
func TestCotejosAreComplete(t *testing.T) {
	t.Parallel()
	used := map[string]int{}
	for _, x := range catalog.Default().Cotejos() {
		if x.Title.ES == "" || x.Title.EN == "" || x.Title.ES == x.Title.EN || x.Source == "" || x.Code == "" {
			t.Errorf("%+v lacks a part", x)
		}
		for i, s := range x.Sources {
			used[s]++
			if slices.Contains(x.Sources[:i], s) {
				t.Errorf("%s: source %q comes twice", x.Code, s)
			}
		}
		if x.Clase == catalog.Lectura && (x.Absolute.Sign() != 0 || x.PerRow.Sign() != 0 || x.PPM != 0) {
			t.Errorf("%s: what is read for sure has no tolerance", x.Code)
		}
	}
	for _, f := range catalog.Fuentes() {
		if used[f.ID] == 0 || f.Title.ES == "" || f.Title.EN == "" {
			t.Errorf("source %s gates nothing or has no title", f.ID)
		}
		delete(used, f.ID)
	}
	if len(used) > 0 {
		t.Errorf("sources that do not exist: %v", used)
	}
	for _, c := range catalog.Clases() {
		if title := c.Title(); title.ES == "" || title.EN == "" || title.ES == title.EN {
			t.Errorf("class %s has no title", c)
		}
	}
}

// TestCotejosAreOne: a check has one row for a source on a date.
func TestCotejosAreOne(t *testing.T) {
	t.Parallel()
	all := catalog.Default().Cotejos()
	for i, x := range all {
		for _, y := range all[i+1:] {
			shared := slices.ContainsFunc(x.Sources, func(s string) bool { return slices.Contains(y.Sources, s) })
			if x.Code == y.Code && shared && (x.Holds(y.From) || y.Holds(x.From)) {
				t.Errorf("%s has two rows for one source and date", x.Code)
			}
		}
	}
}
