package cloud_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// TestSlowDocumentsEnd: a delivery of many documents, each slow to read, ends
// within the time of its function: those that were begun have their outcome, the
// rest say that they are read alone, and nothing is left half read.
func TestSlowDocumentsEnd(t *testing.T) {
	const documents = 12
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range documents {
		w, err := z.Create(fmt.Sprintf("%02d.pdf", i))
		if err == nil {
			_, err = fmt.Fprintf(w, "%%PDF-1.4\n%d\n", i)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	in := step.Input{Name: "lote.zip", Bytes: b.Bytes(), RFC: "IMM010101AA1"}
	for _, c := range []struct {
		takes time.Duration
		begun int // documents, each with both engines
	}{{time.Second, documents}, {20 * time.Second, 8}, {100 * time.Second, 2}, {119 * time.Second, 2}} {
		t.Run(c.takes.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 600*time.Second) // as template.yaml has it
				defer cancel()
				papers, begun, err := cloud.ReadSlowly(ctx, in, c.takes)
				if err != nil || ctx.Err() != nil {
					t.Fatalf("%v, %v", err, ctx.Err())
				}
				if begun != 2*c.begun {
					t.Errorf("%d readings were begun, want both of %d documents", begun, c.begun)
				}
				again := 0
				for _, p := range papers[1:] {
					for i := range p.Record.Findings {
						if f := &p.Record.Findings[i]; f.Code == "pdf_reader_failed" && p.Record.Status == document.Quarantined && strings.Contains(f.Message.EN, "it is read alone in a moment") {
							again++
						}
					}
				}
				if again != documents-c.begun || len(papers) != documents+1 {
					t.Errorf("%d of %d documents are asked for again, want %d", again, len(papers)-1, documents-c.begun)
				}
			})
		})
	}
}
