package file_test

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/blob/blobtest"
	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	blobtest.Run(t, func(t *testing.T) blobtest.Opened {
		t.Helper()
		dir := t.TempDir()
		s, err := file.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		return blobtest.Opened{Blobs: s, Replace: func(t *testing.T, rfc string, shelf step.Shelf, h document.Hash, b []byte) {
			t.Helper()
			path, err := blob.Path(rfc, shelf, h)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(path)), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}}
	})
}
