package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/synth"
)

var update = flag.Bool("update", false, "rewrite golden files")

// expected is what the demonstration's documents must come to: a change of any
// reader, rule or report shows as numbers in the diff of testdata/demo.json.
type expected struct {
	Summary  json.RawMessage `json:"summary"`
	Findings map[string]int  `json:"findings"`
	Packages []string        `json:"packages"`
}

// TestDemoAsExpected takes the demonstration's company through ingest,
// findings and packages, and holds the counts and the packages' hashes to the
// committed ones.
func TestDemoAsExpected(t *testing.T) {
	t.Parallel()
	docs, data, out := t.TempDir(), filepath.Join(t.TempDir(), "data"), t.TempDir()
	if _, err := writeSynth(synth.Options{Seed: 2021, Months: 3, Pedimentos: 40, ErrorsOn: true}, docs); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(docs, "truth.json")); err != nil {
		t.Fatal(err)
	}
	got := expected{Findings: map[string]int{}}
	lines := func(args ...string) [][]byte {
		a := immex(t, out, append([]string{"--data", data, "--json"}, args...)...)
		return bytes.Split(bytes.TrimSpace([]byte(a.out)), []byte("\n"))
	}
	ingested := lines("ingest", docs)
	got.Summary = ingested[len(ingested)-1]
	for _, l := range lines("findings") {
		var f struct {
			Code string `json:"code"`
		}
		if err := json.Unmarshal(l, &f); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
		got.Findings[f.Code]++
	}
	for _, period := range [][]string{{"--month", "2021-03"}, {"--year", "2021"}} {
		for _, l := range lines(append([]string{"package", "--out", out}, period...)...) {
			var p struct {
				Package string `json:"package"`
				SHA256  string `json:"sha256"`
			}
			if err := json.Unmarshal(l, &p); err != nil {
				t.Fatalf("%s: %v", l, err)
			}
			got.Packages = append(got.Packages, p.Package+" "+p.SHA256)
		}
	}
	compare(t, filepath.Join("..", "..", "..", "testdata", "demo.json"), got)
}

// compare holds a value to a golden JSON file, or rewrites it.
func compare(t *testing.T, golden string, got expected) {
	t.Helper()
	b, err := json.MarshalIndent(got, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	b = append(b, '\n')
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(b)); d != "" {
		t.Errorf("%s (-want +got):\n%s", golden, d)
	}
}
