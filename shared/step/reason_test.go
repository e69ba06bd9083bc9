package step_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// TestReasons: why a file cannot be opened is said in the language of the
// sentence, and the words of the program are set apart as what they are.
func TestReasons(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]struct {
		fails  error // of the reader of PDFs; nil is the true one
		es, en string
	}{
		"a cut PDF":           {nil, "está dañado", "it is damaged"},
		"beyond a limit":      {fmt.Errorf("pages: %w", pdftext.ErrTooLarge), "rebasa un límite de tamaño", "it is beyond a limit of size"},
		"a reader that died":  {fmt.Errorf("%w: killed", step.ErrPDFReader), "quien lo lee no respondió", "its reader did not answer"},
		"one not begun":       {fmt.Errorf("%w: late", step.ErrNotTried), "lo que vino con él tomó todo el tiempo", "what came with it took all the time"},
		"an error of no kind": {errors.New("no such thing"), "falló la lectura", "reading failed"},
	} {
		r := reader()
		if in.fails != nil {
			r.PDF = step.PDFReader(func(context.Context, []byte) (*pdftext.Text, error) { return nil, in.fails })
		}
		papers := r.Read(t.Context(), step.Input{Name: "x", Bytes: []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n")})
		if len(papers) == 0 || len(papers[0].Record.Findings) == 0 {
			t.Errorf("%s: %+v", name, papers)
			continue
		}
		m := papers[0].Record.Findings[0].Message
		es, detail, _ := strings.Cut(m.In(document.Spanish), " [detalle técnico: ")
		en, _, _ := strings.Cut(m.In(document.English), " [technical detail: ")
		if detail == "" || !strings.Contains(es, in.es) || !strings.Contains(en, in.en) {
			t.Errorf("%s: %+v", name, m)
		}
	}
}
