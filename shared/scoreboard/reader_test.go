package scoreboard_test

import (
	"context"
	"runtime"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
	"example.com/immex/shared/pdftext/pdfium"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/plantdocs"
)

// reader is the product's own, with the mappings of the invented suppliers. By
// default it reads with the first engine alone, where every silent error of a
// reader shows; -second reads as the product does, with both, in twice the time.
func reader(t *testing.T) *step.Reader {
	t.Helper()
	r := newReader(t)
	if *second {
		r.PDF = bothEngines(t)
	}
	return r
}

func newReader(tb testing.TB) *step.Reader {
	tb.Helper()
	var facts []step.MappingFact
	for _, b := range plantdocs.Mappings() {
		m, findings := mapping.Read(b)
		if m == nil {
			tb.Fatalf("%v\n%s", findings, b)
		}
		facts = append(facts, step.MappingFact{Hash: document.HashOf(b), Mapping: m})
	}
	return &step.Reader{Keep: true, Mappings: step.StoredMappings(nil, facts...), PDF: step.PDFReader(first)}
}

func first(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return locked.Read(ctx, b, pdftext.Limits{})
}

// both reads with both engines in this process: invented documents are not
// hostile. One second engine stands ready per core.
type both struct {
	step.PDFReader
	idle chan *pdfium.Engine
}

func bothEngines(t *testing.T) both {
	t.Helper()
	b := both{first, make(chan *pdfium.Engine, runtime.GOMAXPROCS(0))}
	cache := t.TempDir()
	for range cap(b.idle) {
		e, err := pdfium.Open(t.Context(), cache)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = e.Close(context.Background()) })
		b.idle <- e
	}
	return b
}

// SecondWords implements step.PDF.
func (b both) SecondWords(ctx context.Context, pdf []byte) (*pdftext.Text, error) {
	e := <-b.idle
	defer func() { b.idle <- e }()
	return e.Read(ctx, pdf, pdftext.Limits{})
}
