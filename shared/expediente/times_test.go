package expediente_test

import (
	"bytes"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
)

// counts is the fact of a file of counts.
func counts(tb testing.TB, rows ...string) expediente.FactLine {
	tb.Helper()
	return plantFact(tb, "planta", "fecha,parte,lugar,contado,unidad,motivo,source_event_at,received_at", rows)
}

// timed is a month of a certified company whose counts tell their times.
func timed(tb testing.TB, rows ...string) expediente.Input {
	tb.Helper()
	in := input(tb)
	in.Period, in.From, in.To = "2026-03", document.NewDate(2026, 3, 1), document.NewDate(2026, 3, 31)
	in.Facts = append(in.Facts[:len(in.Facts)-1:len(in.Facts)-1], counts(tb, rows...), expediente.FactLine{
		Kind: expediente.Programme, Group: "programa",
		Data: []byte("rfc: MEN210101AB1\nprograma: 1234-2006\ncertificaciones: [{tipo: oea, desde: 2025-01-01}]\nvigente_desde: 2021-01-01\n"),
	})
	return in
}

const (
	inTime = "2026-03-02,A,P1,5,6,x,2026-03-02T10:00:00-06:00,2026-03-04T10:00:00-06:00"
	late   = "2026-03-02,B,P1,5,6,x,2026-03-02T10:00:00-06:00,2026-03-04T10:00:01-06:00"
	mute   = "2026-03-02,C,P1,5,6,x,,"
)

// TestTimesReplayed: what the 48 hours prove follows from the facts of the package: it
// is told in CSV, JSON and paper, computed again by verify, and a time changed in the
// report is found.
func TestTimesReplayed(t *testing.T) {
	t.Parallel()
	raw := sealed(t, timed(t, inTime, late, mute))
	v := verify(t, raw)
	if !v.OK {
		t.Fatalf("%s %+v", v.Kind, v.First)
	}
	have := files(t, raw)
	for path, says := range map[string]string{
		"reportes/plazo_48h.csv":            "conteos,3,2,1,1,1,0,0,0,1 de 2 demostrables (50.00 %); 1 no demostrables,1 of 2 provable (50.00 %); 1 not provable,fuera_de_plazo",
		"reportes/plazo_48h.json":           `"1 of 2 provable (50.00 %); 1 not provable"`,
		"reportes/plazo_48h_registros.csv":  "conteos,2026-03-02 · B · P1,2026-03-02,2026-03-02T10:00:00-06:00,2026-03-04T10:00:01-06:00,48:00:01,fuera_de_plazo",
		"reportes/plazo_48h_registros.json": `"2026-03-04T10:00:01-06:00"`,
	} {
		if !bytes.Contains(have[path], []byte(says)) {
			t.Errorf("%s does not say %s:\n%s", path, says, have[path])
		}
	}
	p := unpack(t, raw)
	for i := range p.Files {
		if p.Files[i].Path == "reportes/plazo_48h_registros.csv" {
			other := bytes.Replace(have[p.Files[i].Path], []byte("48:00:01,fuera_de_plazo"), []byte("48:00:00,en_plazo"), 1)
			p.Files[i].Bytes = func() ([]byte, error) { return other, nil }
		}
	}
	var b bytes.Buffer
	if _, err := expediente.Seal(&b, p); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b.Bytes()); v.OK || v.First == nil || v.First.Path != "reportes/plazo_48h_registros.csv" {
		t.Errorf("a late record is told in time: %s %+v", v.Kind, v.First)
	}
}

// TestTimesBefore: a layout of before tells nothing of the times, whatever the tables
// tell, and verifies as it was made.
func TestTimesBefore(t *testing.T) {
	t.Parallel()
	in := timed(t, inTime, late, mute)
	in.Schema = expediente.SchemaWithoutYear
	raw := sealed(t, in)
	if v := verify(t, raw); !v.OK {
		t.Fatalf("%s %+v", v.Kind, v.First)
	}
	have := files(t, raw)
	if csv := have["reportes/plazo_48h.csv"]; !bytes.Contains(csv, []byte(",registro,cuantos,con_hora_de_origen,resultado,motivo,reason")) || have["reportes/plazo_48h_registros.csv"] != nil {
		t.Errorf("%s", csv)
	}
}
