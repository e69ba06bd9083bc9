package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/money"
)

// TestLists: a key is in a list on the days its row holds.
func TestLists(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, tt := range []struct {
		list, key string
		want      bool
	}{
		{catalog.ListRegimenes, "ITE", true},
		{catalog.ListRegimenes, "RTE", false},
		{catalog.ListVirtual, "V1", true},
		{catalog.ListVirtual, "RT", false},
		{catalog.ListTransportNone, "98", true},
		{catalog.ListUpdateCases, "FI", true},
		{catalog.ListGuaranteeCase, "GI", true},
		{catalog.ListTemporary, "IN", true},
		{catalog.ListTemporary, "E1", false},
		{catalog.ListExtraction, "E1", true},
		{catalog.ListDefinitive, "F4", true},
		{catalog.ListIVABase, "IGI", true},
		{catalog.ListIVABase, "PRV", false},
		{catalog.ListNoPrevalidate, "E1", true},
		{catalog.ListGenericRFC, "XAXX010101000", true},
		{catalog.ListNoDischarge, "CT", true},
		{catalog.ListDiscounted, "5", true},
		{catalog.ListDiscounted, "1", false},
		{catalog.ListPreference, "TL", true},
		{catalog.ListNotOfReturn, "IMD", true},
		{catalog.ListNotOfReturn, "EXD", false},
		{catalog.ListDeferralWhole, "ST", true},
		{catalog.ListDeferralPartida, "PR", true},
		{catalog.ListDeferralPaid, "2.5", true},
		{catalog.ListMonthly, "V1", true},
		{catalog.ListProgrammeSales, "RT", true},
		{catalog.ListProgrammeSales, "BM", false},
		{"no such list", "IN", false},
	} {
		if got := c.In(tt.list, tt.key, day); got != tt.want {
			t.Errorf("%s in %s: %v", tt.key, tt.list, got)
		}
	}
	if c.In(catalog.ListRegimenes, "ITE", 19990101) || !c.In(catalog.ListRegimenes, "ITE", 0) {
		t.Error("a list holds from its first day, and on an unknown one")
	}
}

// TestDTA: what a clave pays for handling, and nothing where nobody has said.
func TestDTA(t *testing.T) {
	t.Parallel()
	for key, want := range map[[2]string]string{
		{"A1", "IMP"}: catalog.FeeDTA, {"A1", "EXP"}: "DTA_V", {"AF", "IMP"}: catalog.FeeDTAAsset, {"IN", "IMP"}: catalog.FeeDTAFixed,
		{"RT", "EXP"}: catalog.FeeDTAFixed, {"IN", "EXP"}: "", {"ZZ", "IMP"}: "",
	} {
		if got, ok := catalog.Default().DTA(key[0], key[1], day); got != want || ok != (want != "") {
			t.Errorf("%v: %q %v", key, got, ok)
		}
	}
	if _, ok := catalog.Default().DTA("A1", "IMP", 19990101); ok {
		t.Error("before the table begins")
	}
	if got, _ := catalog.Default().DTA("A1", "IMP", 0); got != catalog.FeeDTA {
		t.Error("an unknown date takes the row that still holds")
	}
}

// TestRuleTolerance: what a rule forgives; one that nobody listed forgives
// nothing.
func TestRuleTolerance(t *testing.T) {
	t.Parallel()
	figure, err := money.Parse("1000000")
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{"aduanera_igi": "1", "anexo22_suma_aduana": "3", "anexo22_peso": "5000", "no such rule": "0"} {
		x := catalog.Default().RuleTolerance(code, day)
		if got := x.Of(figure, 3); got.String() != want {
			t.Errorf("%s forgives %s, want %s", code, got, want)
		}
	}
	if x := catalog.Default().RuleTolerance("aduanera_igi", 19990101); x.Absolute.Sign() != 0 {
		t.Error("before the table begins nothing is forgiven")
	}
}

// TestFieldLength: text, whole numbers and decimals, and a field nobody listed.
func TestFieldLength(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for field, want := range map[string]catalog.Length{
		"tipo_cambio": {Whole: 4, Decimals: 5}, "importe_contribucion": {Whole: 12}, "acuse_electronico_validacion": {Whole: 8, Text: true},
	} {
		got, ok := c.FieldLength(field, day)
		got.Validity = catalog.Validity{}
		if !ok || got != want {
			t.Errorf("%s: %+v %v", field, got, ok)
		}
	}
	if _, ok := c.FieldLength("nobody", day); ok {
		t.Error("a field nobody listed has a length")
	}
}

// TestAtLevel: an identifier is of a level, of the other, of both, or of none.
func TestAtLevel(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, tt := range []struct {
		key, level string
		ok, known  bool
	}{
		{"IM", "G", true, true},
		{"IM", "P", false, true},
		{"TL", "P", true, true},
		{"TL", "G", false, true},
		{"SH", "G", true, true},
		{"SH", "P", true, true},
		{"QQ", "G", false, false},
	} {
		if ok, known := c.AtLevel(tt.key, tt.level, day); ok != tt.ok || known != tt.known {
			t.Errorf("%s at %s: %v %v", tt.key, tt.level, ok, known)
		}
	}
	if _, known := c.AtLevel("IM", "G", 19990101); known {
		t.Error("before the table begins")
	}
}
