package embedded_test

import (
	"path/filepath"
	"testing"

	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/store/storetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) step.Books {
		t.Helper()
		s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "books.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return s
	})
}
