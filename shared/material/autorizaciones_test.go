package material_test

import "testing"

// TestAutorizaciones: a quantity has a unit, what is cited by number has one,
// and no authorisation ends before it begins.
func TestAutorizaciones(t *testing.T) {
	t.Parallel()
	const head = "tipo,fraccion,numero,unidad,cantidad,valor_usd,vigente_desde,vigente_hasta\n"
	for name, tt := range map[string]struct{ row, code string }{
		"a permit":           {"permiso,7208.36.01,0452-27,KG,9000,,2026-01-01,2026-12-31", ""},
		"a heading":          {"programa,8536,,,,,2020-01-01,", ""},
		"a value alone":      {"cupo,61,C-1,,,25000,2020-01-01,", ""},
		"a quantity without": {"permiso,72083601,0452-27,,9000,,2026-01-01,", "plant_value"},
		"a unit without":     {"permiso,72083601,0452-27,KG,,,2026-01-01,", "plant_value"},
		"no number":          {"regla_8a,9802,,,,,2026-01-01,", "plant_value"},
		"no beginning":       {"permiso,72083601,0452-27,,,,,", "plant_value"},
		"another kind":       {"licencia,72083601,0452-27,,,,2026-01-01,", "plant_value"},
		"ends before":        {"permiso,72083601,0452-27,,,,2026-01-01,2025-12-31", "plant_dates"},
		"twice":              {"permiso,72083601,0452-27,,,,2026-01-01,\npermiso,72083601,0452-27,,,,2026-01-01,", "plant_duplicate"},
	} {
		f, findings := read(t, []byte(head+tt.row+"\n"))
		if (f == nil) != (tt.code != "") || tt.code != "" && !findings.Has(tt.code) {
			t.Errorf("%s: %+v, %v", name, f, findings)
		}
	}
}
