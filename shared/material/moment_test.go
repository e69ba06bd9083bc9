package material_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

// TestParseMoment: one moment is kept in one form, and nothing is added to what was
// written.
func TestParseMoment(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"2026-03-02 14:05":               "2026-03-02T14:05",
		"2026-03-02 14:05:00":            "2026-03-02T14:05:00",
		"2026-03-02T14:05:00.000-06:00":  "2026-03-02T14:05:00-06:00",
		"2026-03-02T14:05:09.250-0600":   "2026-03-02T14:05:09.25-06:00",
		"2026-03-02t14:05z":              "2026-03-02T14:05Z",
		"2026-03-02T14:05:00-08:00":      "2026-03-02T14:05:00-08:00",
		"2026-03-02T14:05:00-05:00":      "2026-03-02T14:05:00-05:00",
		"2026-03-02T14:05:00-04:00":      "",
		"2026-03-02T14:05:00-09:00":      "",
		"2026-03-02T14:05:00-05:30":      "",
		"2026-03-02T14:05:00+06:00":      "",
		"2026-03-02T14:05:00+00:00":      "",
		"2026-03-02T14:05:00 -06:00":     "",
		"2026-03-02":                     "",
		"2026-02-29 10:00":               "",
		"0000-01-01 10:00":               "",
		"2026-03-02T24:00:00":            "",
		"2026-03-02T14:60:00":            "",
		"2026-03-02T14:05:60":            "",
		"2026-03-02T14:05:00.1234567890": "",
		"14:05":                          "",
	} {
		m, expected := material.ParseMoment(written)
		if m.Text != want || (want == "") != (expected.ES != "" && expected.EN != "") {
			t.Errorf("%q is %q, want %q (%v)", written, m.Text, want, expected)
		}
	}
}

// TestFirstKept: a file that tells no times is kept as it was before there were any,
// byte for byte and under the same key, whether it has the columns or not.
func TestFirstKept(t *testing.T) {
	t.Parallel()
	const (
		head = "fecha,parte,lugar,contado,unidad,motivo"
		row  = "2026-06-30,CON-10,PLANTA-1,950,6,Semestral"
		kept = `{"schema":1,"table":"conteos","doc":"d","columns":["fecha","parte","lugar","contado","unidad","motivo"],"rows":[{"fila":2,"v":["2026-06-30","CON-10","PLANTA-1","950","6","Semestral"]}]}`
	)
	plain, _ := read(t, []byte(head+"\n"+row+"\n"))
	blank, _ := read(t, []byte(head+",hora_evento,source_event_at\n"+row+",,\n"))
	if plain == nil || blank != nil {
		t.Fatal("two names of one column are one heading")
	}
	blank, _ = read(t, []byte(head+",source_event_at,received_at\n"+row+",,\n"))
	told, _ := read(t, []byte(head+",source_event_at,received_at\n"+row+",2026-06-30 09:00:00,\n"))
	for name, f := range map[string]*material.File{"without the columns": plain, "blank": blank} {
		b, err := f.Encode("d")
		if err != nil || string(b) != kept {
			t.Errorf("%s: %s %v", name, b, err)
		}
	}
	if plain.Key() != blank.Key() || plain.Key() == told.Key() {
		t.Errorf("keys %s, %s, %s", plain.Key(), blank.Key(), told.Key())
	}
	b, err := told.Encode("d")
	if err != nil || !strings.Contains(string(b), `"hora_evento"`) || strings.Contains(string(b), `"hora_recibido"`) {
		t.Errorf("%s %v", b, err)
	}
	again, _, err := material.Decode(b)
	if err != nil || again.Get(&again.Rows[0], material.EventColumn).Text != "2026-06-30T09:00:00" {
		t.Errorf("%+v %v", again, err)
	}
	if _, _, err := material.Decode([]byte(strings.Replace(string(b), "T09:00:00", "T09:00:00+14:00", 1))); err == nil {
		t.Error("a kept time that no table takes is read")
	}
}

// TestTimedTables: the tables whose rows a corporate system sends have both columns, in
// the templates of both languages, as text.
func TestTimedTables(t *testing.T) {
	t.Parallel()
	var with []string
	for _, table := range material.Tables() {
		if _, ok := table.Column("source_event_at"); !ok {
			continue
		}
		with = append(with, table.Name)
		for lang, names := range map[document.Lang][]string{document.Spanish: {"hora_evento", "hora_recibido"}, document.English: {"source_event_at", "received_at"}} {
			b, err := table.Template(sheet.CSV, lang)
			if err != nil || !strings.Contains(string(b), strings.Join(names, ",")) {
				t.Errorf("%s: %s %v", table.Name, b, err)
			}
			x, err := table.Template(sheet.XLSX, lang)
			if err != nil {
				t.Fatal(err)
			}
			if book, findings := sheet.Read(x); book == nil || findings.Blocking() {
				t.Errorf("%s: %v", table.Name, findings)
			}
		}
		raw, err := json.Marshal((&material.File{Table: &table}).View(document.Spanish))
		if err != nil || !json.Valid(raw) {
			t.Error(err)
		}
	}
	if want := []string{"ordenes", "conteos", "desperdicios", "traslados"}; !slices.Equal(with, want) {
		t.Errorf("%v have times", with)
	}
}
