package print_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
	"example.com/immex/shared/synth"
)

// BenchmarkPages is the speed from the bytes of a PDF to a pedimento on one
// core, and how much longer that takes than its words alone.
func BenchmarkPages(b *testing.B) {
	var files [][]byte
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		names, err := filepath.Glob(filepath.Join(dir, "pedimento_pdf", "*.pdf"))
		if err != nil {
			b.Fatal(err)
		}
		for _, n := range names {
			f, err := os.ReadFile(n)
			if err != nil {
				b.Fatal(err)
			}
			files = append(files, f)
		}
	}
	_, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, pdf []byte) error {
		if strings.HasSuffix(name, ".pdf") && len(files) == 0 {
			files = append(files, pdf)
		}
		return nil
	})
	if err != nil || len(files) == 0 {
		b.Fatal("no prints: ", err)
	}
	var words, all time.Duration
	pages := 0
	for b.Loop() {
		for _, f := range files {
			start := time.Now()
			t, err := pdftext.Read(b.Context(), f, pdftext.Limits{})
			if err != nil {
				b.Fatal(err)
			}
			words += time.Since(start)
			if _, ok := print.Read(t); !ok {
				b.Fatal("no pedimento")
			}
			all += time.Since(start)
			pages += len(t.Pages)
		}
	}
	b.ReportMetric(float64(pages)/all.Seconds(), "pages/s")
	b.ReportMetric(all.Seconds()/words.Seconds(), "×words")
}
