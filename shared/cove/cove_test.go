package cove_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
)

var update = flag.Bool("update", false, "rewrite golden files")

func fixture(tb testing.TB, name string) string {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func codes(fs document.Findings) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Code)
	}
	return out
}

// golden is everything a file says, as the views show it.
func golden(f *cove.File) any {
	var coves []any
	for _, c := range f.Coves {
		coves = append(coves, struct {
			Key  string   `json:"key"`
			RFCs []string `json:"rfcs"`
			View any      `json:"view"`
		}{c.Key(), c.RFCs(), c.View(document.Spanish)})
	}
	return struct {
		Status document.Status `json:"status"`
		Codes  []string        `json:"codes"`
		Coves  []any           `json:"coves"`
		File   any             `json:"file"`
	}{f.Status(), codes(f.All()), coves, f.View(document.Spanish)}
}

func TestGoldens(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]document.Status{
		"consulta.xml": document.Accepted, "carga.xml": document.Accepted, "relacion_ia.xml": document.Accepted,
		"relacion_noia.xml": document.Accepted, "consulta_adenda.xml": document.Accepted,
		"recepcion.xml": document.Unsupported, "resultado.xml": document.Unsupported, "error.xml": document.Unsupported,
		"digitalizacion.mime": document.Unsupported, "digitalizacion_plegada.mime": document.Unsupported,
		"otro_sistema.xml": document.Unsupported,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := cove.Read([]byte(fixture(t, name)))
			if f.Status() != want {
				t.Errorf("status %s, want %s: %+v", f.Status(), want, f.All())
			}
			got, err := json.MarshalIndent(golden(f), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".golden.json")
			if *update {
				if err := os.WriteFile(file, append(got, '\n'), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			wantText, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(wantText), string(got)+"\n"); diff != "" {
				t.Error(diff)
			}
			for _, x := range f.All() {
				if x.Message.ES == "" || x.Message.EN == "" || strings.Contains(x.Message.ES+x.Message.EN, "%!") {
					t.Errorf("message of %s: %+v", x.Code, x.Message)
				}
			}
		})
	}
}

// TestSecretsStayOut: the password of a request is nowhere in what was read.
func TestSecretsStayOut(t *testing.T) {
	t.Parallel()
	f := cove.Read([]byte(fixture(t, "carga.xml")))
	b, err := json.Marshal(golden(f))
	if err != nil || strings.Contains(string(b), "inventada\"") || !f.All().Has("cove_credencial") {
		t.Errorf("%v: %s", err, b)
	}
}
