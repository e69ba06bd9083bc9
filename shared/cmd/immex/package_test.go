package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// TestHalfAPackageIsNone: what failed half-way leaves nothing in the folder of
// delivered packages, also where a part of an older try lies there, and the next try
// delivers.
func TestHalfAPackageIsNone(t *testing.T) {
	t.Parallel()
	failed := errors.New("the shelf broke off")
	body := []byte("PK whole")
	for _, at := range []int{0, 3, len(body)} {
		dir := t.TempDir()
		out := outFolder{&app{}, dir}
		p := step.Parcel{Name: "x.zip", SHA256: document.HashOf(body), Zip: func(w io.Writer) error {
			if _, err := w.Write(body[:at]); err != nil {
				return err
			}
			return failed
		}}
		if at == 3 { // a process that was killed leaves what it wrote
			if err := os.WriteFile(filepath.Join(dir, "x.zip.part"), []byte("longer than the package itself"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if where, err := out.Deliver(t.Context(), p); !errors.Is(err, failed) || where != "" {
			t.Errorf("%d bytes and a failure: delivered at %q, %v", at, where, err)
		}
		if left, err := fs.Glob(os.DirFS(dir), "*"); err != nil || len(left) != 0 {
			t.Errorf("%d bytes and a failure leave %q, %v", at, left, err)
		}
		p.Zip = func(w io.Writer) error { _, err := w.Write(body); return err }
		where, err := out.Deliver(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(where); err != nil || string(got) != string(body) {
			t.Errorf("then %q is delivered, %v", got, err)
		}
		if left, err := fs.Glob(os.DirFS(dir), "*"); err != nil || len(left) != 1 {
			t.Errorf("then %q lie there, %v", left, err)
		}
	}
}

// TestNoFolderForAPackage: where nothing can be written, the failure names the file.
func TestNoFolderForAPackage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "gone", "x.zip.part")
	wrote := false
	if err := writtenTo(path, func(io.Writer) error { wrote = true; return nil }); err == nil || wrote {
		t.Errorf("%v, written %v", err, wrote)
	}
}
