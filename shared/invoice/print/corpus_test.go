package print_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
)

// TestCorpusIsNone: no printed pedimento is taken for an invoice.
func TestCorpusIsNone(t *testing.T) {
	root := os.Getenv("IMMEX_CORPUS")
	if root == "" {
		t.Skip("IMMEX_CORPUS is not set: the corpus of real documents is not at hand")
	}
	files, err := filepath.Glob(filepath.Join(root, "pedimento_pdf", "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no prints in the corpus: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		words, err := locked.Read(context.Background(), b, pdftext.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if p := print.Looks(words); p != print.None {
			t.Errorf("%s looks like %d", filepath.Base(f), p)
		}
	}
}
