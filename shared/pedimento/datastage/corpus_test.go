package datastage_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
)

// corpus is the folder of real, anonymised documents, outside the repository.
func corpus(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		tb.Skip("IMMEX_CORPUS not set: the corpus of real documents is not part of the repository")
	}
	return dir
}

func TestCorpusDeliveries(t *testing.T) {
	zips, _ := filepath.Glob(filepath.Join(corpus(t), "datastage", "*.zip"))
	if len(zips) == 0 {
		t.Fatal("the corpus holds no Data Stage zips")
	}
	var peds, refused, rows551, rows557 int
	for _, name := range zips {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := datastage.Open(context.Background(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatalf("%s: %v", filepath.Base(name), err)
		}
		if d.Findings.Blocking() {
			t.Errorf("%s: %v", filepath.Base(name), d.Findings)
		}
		rows551 += d.Rows[datastage.T551]
		rows557 += d.Rows[datastage.T557]
		for i := range d.Len() {
			p := d.Pedimento(i)
			peds++
			if pedimento.Gate(p) != document.Accepted {
				refused++
				t.Logf("%s %s: %v", filepath.Base(name), p.Number, p.Findings)
			}
		}
	}
	t.Logf("%d zips, %d pedimentos, %d refused, %d rows of 551, %d of 557", len(zips), peds, refused, rows551, rows557)
	if refused*50 > peds {
		t.Errorf("%d of %d pedimentos refused: the authority accepted them all, at most 2 %% may be", refused, peds)
	}
}

func TestCorpusQuirks(t *testing.T) {
	zips, _ := filepath.Glob(filepath.Join(corpus(t), "datastage_quirks", "*.zip"))
	for _, name := range zips {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := datastage.Open(context.Background(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatalf("%s: %v", filepath.Base(name), err)
		}
		if nested := strings.Contains(name, "nested"); d.Findings.Blocking() != nested {
			t.Errorf("%s: blocking %v: %v", filepath.Base(name), !nested, d.Findings)
		}
		for i := range d.Len() {
			// One real pedimento says 35.072 and 35,072 kilograms of one partida.
			if p := d.Pedimento(i); pedimento.Gate(p) != document.Accepted && !p.Findings.Has("partida_unidades") {
				t.Errorf("%s %s: %v", filepath.Base(name), p.Number, p.Findings)
			}
		}
	}
}

func BenchmarkCorpusRead(b *testing.B) {
	zips, _ := filepath.Glob(filepath.Join(corpus(b), "datastage", "*.zip"))
	var files [][]byte
	for _, name := range zips {
		f, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, f)
	}
	rows := 0
	for b.Loop() {
		for _, f := range files {
			d, err := datastage.Open(context.Background(), bytes.NewReader(f), int64(len(f)))
			if err != nil {
				b.Fatal(err)
			}
			rows += d.TotalRows()
			for i := range d.Len() {
				pedimento.Gate(d.Pedimento(i))
			}
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
