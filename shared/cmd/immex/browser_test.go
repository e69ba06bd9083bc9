package main

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/web/desk"
)

// visit is one address that the browser opens.
type visit struct {
	Name   string `json:"name"`
	Path   string `json:"path"`
	Public bool   `json:"public"`
	Status int    `json:"status,omitempty"`
}

// TestDeskInABrowser walks every screen of immex run with a browser, in both
// languages and two widths (make test-web).
func TestDeskInABrowser(t *testing.T) {
	t.Parallel()
	browser := os.Getenv("IMMEX_BROWSER")
	if browser == "" {
		t.Skip("needs a browser: make test-web")
	}
	dir := t.TempDir()
	now := time.Now()
	start := document.NewDate(now.Year(), int(now.Month()), 1).AddMonths(-19) // some lots have expired, some are about to
	truth, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 2021, Months: 3, Pedimentos: 12, Start: start, ErrorsOn: true})
	if err != nil {
		t.Fatal(err)
	}
	bad, was := misprint(t, filepath.Join(dir, "docs"))
	if a := immex(t, dir, "ingest", "docs"); a.code != exitOK && a.code != exitQuarantined {
		t.Fatalf("ingest: %d %s", a.code, a.errors)
	}
	if err := os.WriteFile(filepath.Join(dir, "factura_de_encabezados_propios.csv"), []byte(strange), 0o600); err != nil {
		t.Fatal(err)
	}
	if a := immex(t, dir, "ingest", "--rfc", truth.Company.RFC, "factura_de_encabezados_propios.csv"); a.code != exitQuarantined {
		t.Fatalf("ingest: %d %s", a.code, a.errors)
	}
	s := serve(t, dir)
	home := os.Getenv("IMMEX_WEB")
	work, err := json.Marshal(map[string]any{
		"base": strings.TrimSuffix(s.url, "/"), "setUp": s.setUp, "chromium": browser, "modules": home, "out": filepath.Join(home, "shots"),
		"visits": visits(t, dir, truth, bad),
		"fix": map[string]string{
			"path": "/p/" + truth.Company.RFC + "/documentos/" + string(bad), "list": "/p/" + truth.Company.RFC + "/documentos", "value": was, "read": "9" + was,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "work.json")
	if err := os.WriteFile(file, work, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "node", os.Getenv("IMMEX_WALK"), file).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}

// parameter is a part of a path that stands for something.
var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// visits are the addresses of the route table, with every parameter filled in.
func visits(t *testing.T, dir string, truth *synth.Truth, bad document.Hash) []visit {
	t.Helper()
	values := places(t, dir, truth)
	values["sha"], values["hoja"], values["factura"] = string(bad), "1", string(document.HashOf([]byte(strange)))
	fill := func(s string) string {
		return parameter.ReplaceAllStringFunc(s, func(p string) string {
			v, ok := values[p[1:len(p)-1]]
			if !ok {
				t.Errorf("%s: no value for %s; give it one in places", s, p)
			}
			return v
		})
	}
	var out []visit
	for _, r := range desk.Routes() {
		if r.Method != http.MethodGet || r.Title.ES == "" || r.Path == "/alta" {
			continue // forms, files, and the set-up, which comes first and once
		}
		path := fill(strings.TrimSuffix(r.Path, "{$}"))
		for i, query := range append([]string{""}, r.Examples...) {
			name := strings.Trim(regexp.MustCompile(`[^a-z]+`).ReplaceAllString(strings.TrimPrefix(r.Path, "/p/{rfc}"), "-"), "-")
			if name == "" {
				name = "inicio"
			}
			out = append(out, visit{Name: name + strconv.Itoa(i), Path: path + fill(query), Public: r.May == nil})
			if i == 0 && r.Asks {
				out[len(out)-1].Status = http.StatusUnprocessableEntity
			}
		}
	}
	return append(out, visit{Name: "no-esta", Path: "/p/NADIE/hoy", Status: http.StatusNotFound}, visit{Name: "sin-programa", Path: "/p/SIN_PROGRAMA/hoy"})
}

// places are values for the parameters of the routes and their examples.
func places(t *testing.T, dir string, truth *synth.Truth) map[string]string {
	t.Helper()
	out := map[string]string{"rfc": truth.Company.RFC, "periodo": truth.Months[0], "tabla": "recargos", "informe": "saldos"}
	for line := range strings.SplitSeq(immex(t, dir, "findings", "--rfc", truth.Company.RFC, "--json").out, "\n") {
		var f findingLine
		if json.Unmarshal([]byte(line), &f) == nil && f.Fingerprint != "" {
			out["huella"] = f.Fingerprint
			break
		}
	}
	for line := range strings.SplitSeq(immex(t, dir, "balance", "--rfc", truth.Company.RFC, "--json").out, "\n") {
		var b balanceView
		if json.Unmarshal([]byte(line), &b) == nil && len(b.Lotes) > 0 {
			out["fraccion"], out["unidad"], out["lote"] = b.Material, b.Unidad, b.Lotes[0].Lote
		}
	}
	return out
}

var (
	stream       = regexp.MustCompile(`(?s)/Filter /FlateDecode /Length \d+>>\nstream\n(.*?)\nendstream`)
	customsValue = regexp.MustCompile(`(BT [0-9.]+ 696\.00 Td \()(\d[\d,]{3,})`) // its line of the form
)

// misprint writes a print whose customs value does not agree with the rest of
// it, beside the one it was made of.
func misprint(t *testing.T, docs string) (sha document.Hash, was string) {
	t.Helper()
	prints, err := filepath.Glob(filepath.Join(docs, "pedimento_*.pdf"))
	if err != nil || len(prints) == 0 {
		t.Fatalf("no print: %v", err)
	}
	whole, err := os.ReadFile(prints[0])
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	bad := stream.ReplaceAllFunc(whole, func(part []byte) []byte {
		r, err := zlib.NewReader(bytes.NewReader(stream.FindSubmatch(part)[1]))
		if err != nil {
			return part
		}
		text, err := io.ReadAll(r)
		if err != nil || !customsValue.Match(text) {
			return part
		}
		changed++
		was = string(customsValue.FindSubmatch(text)[2])
		text = customsValue.ReplaceAll(text, []byte("${1}9$2"))
		return fmt.Appendf(nil, "/Length %d>>\nstream\n%s\nendstream", len(text), text)
	})
	if changed != 1 {
		t.Fatalf("%d figures were changed", changed)
	}
	if err := os.WriteFile(filepath.Join(docs, "impresion_con_una_cifra_mal.pdf"), bad, 0o600); err != nil {
		t.Fatal(err)
	}
	return document.HashOf(bad), was
}

// strange is an invoice with headings of its supplier's own.
const strange = "EXAMPLE PARTS INC,,,\nInvoice No,INV-77,Date,2021-03-04\nITEM NO,QTY,PRICE,AMOUNT\nP-1,1000,0.25,250.00\n,,Grand total,250.00\n"
