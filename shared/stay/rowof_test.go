package stay_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/stay"
)

// TestRowOf: what books keep of a stay names the row that gave it, whatever the
// entry was; a due date that a person recorded names none.
func TestRowOf(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	for _, tt := range []struct {
		name string
		in   stay.Input
		want string
	}{
		{"inputs", stay.Input{Tipo: "insumo", Clave: "IN"}, "I"},
		{"a container by the catalogue of the plant", stay.Input{Tipo: "insumo", Clave: "IN", Bien: "contenedor"}, "II"},
		{"packaging", stay.Input{Tipo: "insumo", Clave: "IN", Bien: "empaque"}, "I-c"},
		{"a fixed asset", stay.Input{Tipo: "activo_fijo", Clave: "AF"}, "III"},
		{"from another IMMEX", stay.Input{Tipo: "transferencia", Clave: "V1"}, "V1"},
		{"from a supplier without programme", stay.Input{Tipo: "transferencia", Clave: "V1", Proveedor: "sin_programa"}, "V1-PN"},
		{"another transfer", stay.Input{Tipo: "transferencia", Clave: "V3"}, "V"},
	} {
		in := tt.in
		in.Seleccion, in.Entrada, in.Pago = 20240131, 20240131, 20240131
		s := stay.Of(&in, cat)
		e := stay.Entry{Tipo: in.Tipo, Clave: in.Clave, Source: s.Source, Start: s.StayStart, Due: s.Due}
		if s.Rule != tt.want {
			t.Errorf("%s: the stay is of row %q", tt.name, s.Rule)
		}
		if row, ok := stay.RowOf(&e, cat); !ok || row.Months != s.Months || row.Regla != tt.want {
			t.Errorf("%s: %q (%d months), want %q", tt.name, row.Regla, row.Months, tt.want)
		}
		in.Manual = &stay.Manual{Due: 20270131, Source: "oficio"}
		s = stay.Of(&in, cat)
		e.Source, e.Due = s.Source, s.Due
		if row, ok := stay.RowOf(&e, cat); ok || s.Rule != stay.Recorded {
			t.Errorf("%s: a recorded due date is of row %q", tt.name, row.Regla)
		}
	}
	if _, ok := stay.RowOf(&stay.Entry{Tipo: "insumo", Source: "LA 108-I; Decreto IMMEX 4-I", Due: 20250101}, cat); ok {
		t.Error("a stay that began nobody knows when has no row")
	}
}

// TestRowOfDate: a row gives a due date only where its months do.
func TestRowOfDate(t *testing.T) {
	t.Parallel()
	e := stay.Entry{Tipo: "insumo", Clave: "IN", Source: "LA 108-I; Decreto IMMEX 4-I", Start: 20240305}
	for due, want := range map[document.Date]bool{20250905: true, 20250906: false, 20270305: false, 0: false} {
		e.Due = due
		if _, ok := stay.RowOf(&e, catalog.Default()); ok != want {
			t.Errorf("due on %s: %v", due, ok)
		}
	}
}

// TestAsked: the identifiers that may decide how long goods stay.
func TestAsked(t *testing.T) {
	t.Parallel()
	for clave, want := range map[string]bool{"PZ": true, "AF": true, "IC": true, "V1": true, "EB": false, "": false} {
		if got := stay.Asked(clave, catalog.Default()); got != want {
			t.Errorf("%q: %v", clave, got)
		}
	}
}
