package material_test

import "testing"

// TestEventosRefused: times that cannot be compared, or that go backwards, are
// refused with the row.
func TestEventosRefused(t *testing.T) {
	t.Parallel()
	const head = "registro,documento,evento,recibido,folio\n"
	for name, row := range map[string]string{
		"one has an offset":      "entrada,A,2026-03-02T10:00:00-06:00,2026-03-02 11:00,",
		"received before":        "entrada,A,2026-03-02 10:00,2026-03-02 09:59,",
		"before, by its offset":  "entrada,A,2026-03-02T10:00:00-06:00,2026-03-02T10:00:00-05:00,",
		"a day alone":            "entrada,A,2026-03-02,,",
		"no such day":            "entrada,A,2026-02-30 10:00,,",
		"no such hour":           "entrada,A,2026-03-02 25:00,,",
		"neither entry nor exit": "ajuste,A,2026-03-02 10:00,,",
		"no event":               "entrada,A,,2026-03-02 10:00,",
	} {
		if f, findings := read(t, []byte(head+row+"\n")); f != nil || !findings.Has("plant_value") {
			t.Errorf("%s: %+v, %v", name, f, findings)
		}
	}
	if f, findings := read(t, []byte(head+"entrada,A,2026-03-02 10:00,,1\nentrada,A,2026-03-02 10:00,2026-03-02T10:00:00,2\n")); f == nil || f.Table.Name != "eventos_corporativos" || !f.Table.Aside {
		t.Errorf("%+v, %v", f, findings)
	}
}
