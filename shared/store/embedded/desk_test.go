package embedded_test

import (
	"path/filepath"
	"testing"

	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/web/access/accesstest"
)

func TestDesk(t *testing.T) {
	t.Parallel()
	s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() }) //nolint:errcheck // the test ends
	accesstest.Run(t, s)
}

// TestDeskOfAnOldFile: a file of schema 1 has the tables once it was opened.
func TestDeskOfAnOldFile(t *testing.T) {
	t.Parallel()
	s, err := embedded.Open(t.Context(), old(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() }) //nolint:errcheck // the test ends
	accesstest.Run(t, s)
}
