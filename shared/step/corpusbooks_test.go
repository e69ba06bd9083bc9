package step_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
	"time"

	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/bomcompany"
)

// eachDelivery walks the Data Stage zips of one company of the corpus.
func eachDelivery(t *testing.T, company string, fn func(name, rfc string, b []byte)) {
	t.Helper()
	root := os.Getenv("IMMEX_CORPUS")
	if root == "" {
		t.Skip("IMMEX_CORPUS not set: the corpus of real documents is not part of the repository")
	}
	dir := filepath.Join(root, "datastage")
	b, err := os.ReadFile(filepath.Join(dir, "MANIFEST.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		if row[1] != company {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, row[0]))
		if err != nil {
			t.Fatal(err)
		}
		fn(row[0], row[2], b)
	}
}

// ofCorpus ingests the Data Stage of one company of the corpus and matches it.
func ofCorpus(t *testing.T, company string) (w *world, rfc string) {
	t.Helper()
	var read time.Duration
	zips := 0
	eachDelivery(t, company, func(name, of string, b []byte) {
		if w == nil {
			w, rfc = newWorld(t), of
		}
		start := time.Now()
		for _, r := range w.settle(reader().Read(t.Context(), step.Input{Name: name, Bytes: b, RFC: rfc})...) {
			if r.RFC != rfc {
				t.Errorf("%s went to %q", r.Name, r.RFC)
			}
		}
		read += time.Since(start)
		zips++
	})
	start := time.Now()
	if _, err := (&step.Match{Books: w.books, Workers: 2}).Run(t.Context(), rfc); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d deliveries read and committed in %s, matched in %s", company, zips, read.Round(time.Millisecond), time.Since(start).Round(time.Millisecond))
	return w, rfc
}

// assembles ingests the documents of a made-up company that works by bills of
// materials, and matches them.
func assembles(t *testing.T, opt bomcompany.Options) (w *world, truth *bomcompany.Truth) {
	t.Helper()
	w = newWorld(t)
	files := map[string][]byte{}
	var order []string
	truth, err := bomcompany.Generate(opt, func(name string, b []byte) error {
		files[name], order = b, append(order, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range order {
		if name != "truth.json" {
			w.settle(reader().Read(t.Context(), step.Input{Name: name, Bytes: files[name], RFC: truth.RFC})...)
		}
	}
	if _, err := (&step.Match{Books: w.books, Workers: 2}).Run(t.Context(), truth.RFC); err != nil {
		t.Fatal(err)
	}
	return w, truth
}
