package doda_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cove/doda"
	"example.com/immex/shared/document"
)

var update = flag.Bool("update", false, "rewrite golden files")

func fixture(tb testing.TB) string {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "alta.xml"))
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func TestRequestGolden(t *testing.T) {
	t.Parallel()
	m, findings, status := doda.Read([]byte(fixture(t)))
	if status != document.Unsupported || !findings.Has("doda_peticion") || !findings.Has("doda_credencial") {
		t.Fatalf("status %s: %+v", status, findings)
	}
	got, err := json.MarshalIndent(m.View(document.Spanish), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(got), "inventada-secreta") {
		t.Error("the password was read")
	}
	const golden = "testdata/alta.golden.json"
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Error(diff)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	const answer = `<e:Envelope xmlns:e="s"><e:Body><n:altaDodaResponse xmlns:n="http://impl.service.qrws.ce.siat.sat.gob.mx/siatbus/matce"><doda><respuesta><fecha>09-03-2026 23:59:20</fecha><mensajes><mensaje>Recibida</mensaje></mensajes><ticket>090320262359</ticket></respuesta></doda></n:altaDodaResponse></e:Body></e:Envelope>`
	const failed = `<e:Envelope xmlns:e="s"><e:Body><e:Fault><faultcode>ns:E001</faultcode><faultstring>Error</faultstring><detail>cvc-pattern-valid</detail></e:Fault></e:Body></e:Envelope>`
	tests := map[string]struct {
		in, code string
		status   document.Status
		check    func(m *doda.Message) bool
	}{
		"answer": {answer, "doda_respuesta", document.Unsupported, func(m *doda.Message) bool {
			return m.Ticket == "090320262359" && m.Fecha == document.NewDate(2026, 3, 9) && m.Mensajes[0] == "Recibida" && !m.Error
		}},
		"no ticket": {strings.ReplaceAll(answer, "<ticket>090320262359</ticket>", ""), "doda_sin_ticket", document.Unsupported, nil},
		"bad date":  {strings.ReplaceAll(answer, "09-03-2026", "09-13-2026"), "doda_fecha", document.Quarantined, nil},
		"fault": {failed, "doda_error", document.Unsupported, func(m *doda.Message) bool {
			return m.Error && m.Codigo == "E001" && len(m.Mensajes) == 2
		}},
		"page":      {"<html>Datos Generales Consultados <b>Número de Integración</b></html>", "doda_pagina", document.Unsupported, nil},
		"other":     {"<a/>", "doda_desconocido", document.Unsupported, nil},
		"broken":    {"<a>", "xml_malformed", document.Quarantined, nil},
		"operation": {strings.Replace(fixture(t), "<tipoOperacion>2<", "<tipoOperacion>6<", 1), "doda_operacion", document.Quarantined, nil},
		"number":    {strings.Replace(fixture(t), ">0.00<", ">0,00<", 1), "doda_numero", document.Quarantined, nil},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, findings, status := doda.Read([]byte(tc.in))
			if status != tc.status || !findings.Has(tc.code) {
				t.Fatalf("status %s: %+v", status, findings)
			}
			if tc.check != nil && !tc.check(m) {
				t.Errorf("read %+v", m)
			}
			for _, f := range findings {
				if f.Message.ES == "" || f.Message.EN == "" || strings.Contains(f.Message.ES+f.Message.EN, "%!") {
					t.Errorf("message of %s: %+v", f.Code, f.Message)
				}
			}
		})
	}
}

func TestCorpus(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the DODA answers of the development corpus are not read")
	}
	for name, want := range map[string]string{"answer_doda_1.xml": "E003", "answer_doda_2.xml": "19092017105220456", "answer_doda_3.xml": "E001"} {
		b, err := os.ReadFile(filepath.Join(dir, "doda", name))
		if err != nil {
			t.Fatal(err)
		}
		m, findings, status := doda.Read(b)
		if status != document.Unsupported || m == nil || m.Codigo+m.Ticket != want {
			t.Errorf("%s: %s %+v %+v", name, status, m, findings)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(fixture(f)))
	f.Add([]byte("<html>soianet pedimento patente <table>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, findings, status := doda.Read(b)
		if (status == document.Quarantined) != findings.Blocking() || len(findings) == 0 {
			t.Fatalf("status %s with %+v", status, findings)
		}
		if m != nil {
			if _, err := json.Marshal(m.View(document.English)); err != nil {
				t.Fatal(err)
			}
			m.Summary()
		}
	})
}
