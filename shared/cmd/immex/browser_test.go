package main

import (
	"encoding/json"
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
	if a := immex(t, dir, "ingest", "docs"); a.code != exitOK && a.code != exitQuarantined {
		t.Fatalf("ingest: %d %s", a.code, a.errors)
	}
	s := serve(t, dir)
	home := os.Getenv("IMMEX_WEB")
	work, err := json.Marshal(map[string]any{
		"base": strings.TrimSuffix(s.url, "/"), "setUp": s.setUp, "chromium": browser, "modules": home, "out": filepath.Join(home, "shots"),
		"visits": visits(t, dir, truth),
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
func visits(t *testing.T, dir string, truth *synth.Truth) []visit {
	t.Helper()
	values := places(t, dir, truth)
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
			out["fraccion"], out["unidad"] = b.Material, b.Unidad
		}
	}
	return out
}
