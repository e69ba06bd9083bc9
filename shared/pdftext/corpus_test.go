package pdftext_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The corpus prints hold their own number on the first page, and no character
// that could not be told.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: real prints are not part of the repository")
	}
	files, err := filepath.Glob(filepath.Join(dir, "pedimento_pdf", "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no prints in %s: %v", dir, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got, err := read(b)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		if s := say(got); !strings.Contains(s, "PEDIMENTO") || strings.Contains(s, "\ufffd") {
			t.Errorf("%s: heading not found or characters lost", filepath.Base(f))
		}
	}
}
