package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

const day = document.Date(20210301)

// TestEffect: the row that names an identifier wins over the general one, in
// whatever order the pedimento carries them; a clave outside has none.
func TestEffect(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, tt := range []struct {
		clave, operacion string
		ids              []string
		effect           catalog.Effect
		ok               bool
	}{
		{"IN", "IMP", nil, catalog.EffectEntry, true},
		{"RT", "EXP", []string{"IM"}, catalog.EffectExit, true},
		{"A3", "IMP", nil, catalog.EffectRegime, true},
		{"A1", "EXP", nil, catalog.EffectNone, true},
		{"A1", "EXP", []string{"IM", "EB"}, catalog.EffectExit, true},
		{"A1", "IMP", []string{"EB"}, catalog.EffectNone, true},
		{"IN", "EXP", nil, "", false},
		{"ZZ", "IMP", nil, "", false},
		{"", "", nil, "", false},
	} {
		row, ok := c.Effect(tt.clave, tt.operacion, tt.ids, day)
		if row.Effect != tt.effect || ok != tt.ok {
			t.Errorf("%s %s %v: %q, %v; want %q", tt.clave, tt.operacion, tt.ids, row.Effect, ok, tt.effect)
		}
		if ok && (row.Source == "" || !row.Holds(day)) {
			t.Errorf("%s: %+v", tt.clave, row)
		}
	}
	if _, ok := c.Effect("IN", "IMP", nil, 19990101); ok {
		t.Error("a row has an effect before it is in force")
	}
}

// TestEveryEntryHasAStay: a lot without a due date must be meant.
func TestEveryEntryHasAStay(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, clave := range []string{"IN", "V1", "AF", "E1", "E2", "E3", "E4", "V2", "V3", "V5"} {
		row, ok := c.Effect(clave, "IMP", nil, day)
		stay, known := c.Stay(row.Tipo, day)
		if !ok || !known || stay.Source == "" || stay.Months == 0 && row.Tipo != "activo_fijo" {
			t.Errorf("%s (%s): %+v, %v", clave, row.Tipo, stay, known)
		}
	}
	if _, ok := c.Stay("insumo", 20020101); ok {
		t.Error("a stay of before its law")
	}
}

func TestValidity(t *testing.T) {
	t.Parallel()
	v := catalog.Validity{From: 20210101, To: 20211231}
	for d, want := range map[document.Date]bool{20201231: false, 20210101: true, 20211231: true, 20220101: false} {
		if v.Holds(d) != want {
			t.Errorf("%s: %v", d, !want)
		}
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	if c.Contribution("6") != "IGI" || c.Contribution("999") != "999" {
		t.Error("contributions: what is unknown comes back as it is")
	}
	if abbr, ok := c.ContributionLabel("IGI/IGE"); !ok || abbr != "IGI" {
		t.Errorf("label %q", abbr)
	}
	if _, ok := c.ContributionLabel("no label"); ok {
		t.Error("a text that is no label")
	}
	if u, ok := c.Unit("1"); !ok || u.Clave != "1" || u.Dimension == "" {
		t.Errorf("unit %+v", u)
	}
	if !c.ClaveOn("IN", day) || c.ClaveOn("IN", 20011231) || !c.ClaveOn("IN", 0) || c.ClaveOn("ZZ", 0) {
		t.Error("a clave is one on the days of its row")
	}
	if d, ok := c.Clave("IN"); !ok || d == "" {
		t.Error("clave IN")
	}
	if r, ok := c.Regimen("IN", "IMP"); !ok || r != "ITE" {
		t.Errorf("regimen %q", r)
	}
	for _, none := range []bool{has(c.Unit("999")), has(c.Clave("ZZ")), has(c.Regimen("IN", "EXP"))} {
		if none {
			t.Error("a key nobody knows is known")
		}
	}
	if len(c.Version) != 64 || catalog.Default() != c {
		t.Error("version")
	}
}

func has[T any](_ T, ok bool) bool { return ok }
