package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
)

func TestUnitNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"6": "6", "06": "6", "01": "1", "PZA": "6", "pcs.": "6", "Pieza": "6", "Metro cúbico": "5", "METRO CUBICO": "5", "m²": "4", "Kg": "1",
		"Kilowatt/Hora": "13", "EA": "6", "": "", "0": "", "99": "", "LB": "", "kilo metro": "", "6.0": "",
	} {
		row, ok := catalog.Default().UnitNamed(text)
		if ok != (want != "") || row.Clave != want {
			t.Errorf("%q is unit %q, want %q", text, row.Clave, want)
		}
	}
}
