package pdftext_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ledongthuc/pdf"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/synth"
)

// prints are printed pedimentos: those of the corpus when there is one, else
// invented ones.
func prints(b *testing.B) [][]byte {
	b.Helper()
	var out [][]byte
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, err := filepath.Glob(filepath.Join(dir, "pedimento_pdf", "*.pdf"))
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range files {
			file, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			out = append(out, file)
		}
	}
	_, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, file []byte) error {
		if strings.HasSuffix(name, ".pdf") && len(out) == 0 {
			out = append(out, file)
		}
		return nil
	})
	if err != nil || len(out) == 0 {
		b.Fatal("no prints: ", err)
	}
	return out
}

// bare walks the streams of every page with the object layer alone, which
// reads tokens and makes no words of them.
func bare(b *testing.B, file []byte) (pages int) {
	b.Helper()
	doc, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		b.Fatal(err)
	}
	for n := 1; n <= doc.NumPage(); n++ {
		content := doc.Page(n).V.Key("Contents")
		if content.Kind() != pdf.Stream {
			continue
		}
		pages++
		pdf.Interpret(content, func(stack *pdf.Stack, _ string) {
			for range stack.Len() {
				stack.Pop()
			}
		})
	}
	return pages
}

// BenchmarkPages is the speed of the whole reading on one core, and how much
// longer it takes than walking the same streams.
func BenchmarkPages(b *testing.B) {
	files := prints(b)
	var ours, theirs time.Duration
	pages := 0
	for b.Loop() {
		for _, f := range files {
			start := time.Now()
			t, err := pdftext.Read(b.Context(), f, pdftext.Limits{})
			if err != nil {
				b.Fatal(err)
			}
			middle := time.Now()
			if n := bare(b, f); n != len(t.Pages) {
				b.Fatalf("%d pages and %d", n, len(t.Pages))
			}
			ours += middle.Sub(start)
			theirs += time.Since(middle)
			pages += len(t.Pages)
		}
	}
	b.ReportMetric(float64(pages)/ours.Seconds(), "pages/s")
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "×bare")
}
