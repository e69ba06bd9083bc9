package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// TestUnreadStays: what this machine kept from being read is not set apart as if
// it were to blame: it has no hash, so that its file stays and is read again.
func TestUnreadStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.xml")
	if err := os.WriteFile(path, []byte("<x/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := &app{lang: document.English}
	var trouble error
	reader := &step.Reader{Failed: func() error { return trouble }}
	if whole := a.read(t.Context(), reader, source{path: path}); whole[0].Record.SHA == "" {
		t.Fatalf("a file that was read: %+v", whole[0].Record)
	}
	trouble = errors.New("the books are busy")
	papers := a.read(t.Context(), reader, source{path: path})
	if len(papers) != 1 || papers[0].Record.SHA != "" || !papers[0].Record.Findings.Has("file_unreadable") {
		t.Errorf("%+v", papers[0].Record)
	}
}
