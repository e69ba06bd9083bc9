package cloud_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/cloud"
)

// TestReaders: the name under which readings are kept is of the sources that read
// and of the libraries they read with, so that a change of either reads again.
func TestReaders(t *testing.T) {
	sum := sha256.New()
	for _, folder := range []string{"../pdftext", "../ocr", "../sandbox", "engines"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			b, err := os.ReadFile(path) //nolint:gosec // a source of ours
			sum.Write([]byte(filepath.ToSlash(path) + "\n"))
			sum.Write(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")))
			return err //nolint:wrapcheck // it ends the test
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	libraries := 0
	for line := range strings.Lines(string(mod)) {
		for _, of := range []string{"ledongthuc/pdf", "pdfium", "wazero", "textract", "golang.org/x/image"} {
			if strings.Contains(line, of) {
				sum.Write([]byte(line))
				libraries++
			}
		}
	}
	if libraries < 3 {
		t.Errorf("go.mod names %d libraries of the readers", libraries)
	}
	if got := hex.EncodeToString(sum.Sum(nil)[:8]); got != cloud.Readers {
		t.Errorf("the readers changed: set readers to %q, and what they read is read again", got)
	}
}
