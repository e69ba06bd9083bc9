package step_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/step"
)

// TestReaderThatBreaks: a fault of the program in a reader comes out where the
// judgement was asked for, which can tell it, and every other file is let go.
func TestReaderThatBreaks(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	for _, f := range files {
		w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
	}
	for i := range 3 {
		w.settle(reader.Read(t.Context(), step.Input{Name: "roto.pdf", Bytes: fmt.Appendf(nil, "%%PDF-1.4\n%% %d\n", i), RFC: company})...)
	}
	w.match(company)
	broken := &step.Reader{PDF: step.PDFReader(func(context.Context, []byte) (*pdftext.Text, error) { panic("a fault of ours") })}
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "a fault of ours") {
			t.Errorf("it says %q", said)
		}
	}()
	_, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: broken}).Reconcile(t.Context(), company, []reconciliation.Kind{reconciliation.COVE}, document.Date(0))
	t.Errorf("it was taken for read: %v", err)
}
