package catalog_test

import (
	"strconv"
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

// TestUnitNames: every unit is found by its official name, so that no two have one.
func TestUnitNames(t *testing.T) {
	t.Parallel()
	const keys = 99
	found := 0
	for key := range keys {
		row, ok := catalog.Default().Unit(strconv.Itoa(key))
		if !ok {
			continue
		}
		found++
		if named, ok := catalog.Default().UnitNamed(row.Descripcion); !ok || named.Clave != row.Clave {
			t.Errorf("%q is unit %q, want %q", row.Descripcion, named.Clave, row.Clave)
		}
	}
	if found == 0 {
		t.Error("there are no units")
	}
}
