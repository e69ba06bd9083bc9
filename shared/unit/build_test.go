package unit //nolint:testpackage // only a made-up catalogue can be wrong

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestBuildRefuses: a catalogue whose units contradict each other.
func TestBuildRefuses(t *testing.T) {
	t.Parallel()
	row := func(key, dimension, base, factor string) catalog.UnitRow {
		return catalog.UnitRow{Clave: key, Descripcion: key, Dimension: dimension, Base: base, Factor: factor, Validity: catalog.Validity{From: 20020101}}
	}
	for name, rows := range map[string][]catalog.UnitRow{
		"two bases":         {row("5", "volume", "m3", "1"), row("8", "volume", "L", "1")},
		"no base":           {row("5", "volume", "L", "1000")},
		"no base's name":    {row("5", "volume", "", "1")},
		"no factor":         {row("5", "volume", "m3", "1"), row("8", "volume", "m3", "")},
		"a factor of zero":  {row("5", "volume", "m3", "1"), row("8", "volume", "m3", "0")},
		"a factor in words": {row("5", "volume", "m3", "uno")},
	} {
		if _, err := build(rows); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// TestDated: the row of the day counts.
func TestDated(t *testing.T) {
	t.Parallel()
	old := catalog.UnitRow{Clave: "14", Dimension: "mass", Base: "kg", Factor: "1016", Validity: catalog.Validity{From: 20020101, To: 20101231}}
	now := catalog.UnitRow{Clave: "14", Dimension: "mass", Base: "kg", Factor: "1000", Validity: catalog.Validity{From: 20110101}}
	kilo := catalog.UnitRow{Clave: "1", Dimension: "mass", Base: "kg", Factor: "1", Validity: catalog.Validity{From: 20020101}}
	table, err := build([]catalog.UnitRow{old, now, kilo})
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[document.Date]int64{20101231: 1016, 20110101: 1000, 0: 1000} {
		if r, err := table.Ratio("14", "1", on); err != nil || r != (Ratio{want, 1}) {
			t.Errorf("on %s %v, %v; want %d", on, r, err, want)
		}
	}
	for on, want := range map[document.Date][2]document.Date{
		20011231: {0, 20011231}, 20020101: {20020101, 20101231}, 20101231: {20020101, 20101231}, 20110101: {20110101, 99991231},
	} {
		if from, to := table.Span(on); from != want[0] || to != want[1] {
			t.Errorf("around %s: %s to %s", on, from, to)
		}
	}
}
