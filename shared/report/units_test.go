package report_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/report"
)

// TestUnitsInEnglish: every unit of Apéndice 7 has an English name, and keeps the
// catalogue's in Spanish.
func TestUnitsInEnglish(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.Default().Units() {
		got := report.UnitName(row.Clave, row.Descripcion)
		if got.ES != row.Descripcion || got.EN == "" || got.EN == row.Descripcion && row.Descripcion != "Kilowatt" && row.Descripcion != "Carat" {
			t.Errorf("unit %s: %+v", row.Clave, got)
		}
	}
	if got := report.UnitName("99", ""); got.ES != "99" || got.EN != "99" {
		t.Errorf("a key of no table: %+v", got)
	}
}
