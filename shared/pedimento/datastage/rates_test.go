package datastage_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
)

// TestCorpusRates measures each check over every real pedimento: one that more
// than one in a thousand of them fail may warn and never refuse. The rates are
// those that the table of checks quotes.
func TestCorpusRates(t *testing.T) {
	zips, _ := filepath.Glob(filepath.Join(corpus(t), "datastage", "*.zip"))
	total := 0
	fail, refuse := map[string]int{}, map[string]int{}
	for _, name := range zips {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := datastage.Open(context.Background(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatalf("%s: %v", filepath.Base(name), err)
		}
		for i := range d.Len() {
			p := d.Pedimento(i)
			pedimento.Gate(p)
			total++
			count(p.Findings, fail, refuse)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(fail)) {
		t.Logf("%-26s %5d of %d pedimentos (%.3f %%), %d refused", code, fail[code], total, 100*float64(fail[code])/float64(total), refuse[code])
		if refuse[code]*1000 > total {
			t.Errorf("%s refuses %d of %d pedimentos that the authority accepted: it may only warn", code, refuse[code], total)
		}
	}
}

// count adds one to each code a pedimento has, once.
func count(list document.Findings, fail, refuse map[string]int) {
	seen := map[string]bool{}
	for _, f := range list {
		if seen[f.Code] {
			continue
		}
		seen[f.Code] = true
		fail[f.Code]++
		if (document.Findings{f}).Blocking() {
			refuse[f.Code]++
		}
	}
}
