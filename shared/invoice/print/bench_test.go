package print_test

import (
	"context"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/synth/invoicedocs"
	"example.com/immex/shared/synth/specimen"
)

// BenchmarkRead measures words to invoice, in pages per second.
func BenchmarkRead(b *testing.B) {
	var texts []*pdftext.Text
	pages := 0
	err := invoicedocs.Generate(5, 66, func(s specimen.Specimen) error {
		t, err := pdftext.Read(context.Background(), s.Bytes, pdftext.Limits{})
		texts = append(texts, t)
		pages += s.Pages
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	read := 0
	for b.Loop() {
		for _, t := range texts {
			if r := print.Read(t, nil); r.Status() == document.Accepted {
				read++
			}
		}
	}
	if read == 0 {
		b.Fatal("nothing read")
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
}
