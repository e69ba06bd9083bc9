package hostile_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
	"example.com/immex/shared/synth/hostile"
)

func TestPDFsSame(t *testing.T) {
	a, err := hostile.PDFs(1, 400)
	if err != nil {
		t.Fatal(err)
	}
	b, err := hostile.PDFs(1, 400)
	if err != nil {
		t.Fatal(err)
	}
	if len(a) < 400 || len(a) != len(b) {
		t.Fatalf("%d files and %d", len(a), len(b))
	}
	names := map[string]bool{}
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Bytes, b[i].Bytes) {
			t.Errorf("%s and %s differ", a[i].Name, b[i].Name)
		}
		if names[a[i].Name] {
			t.Errorf("two files are called %s", a[i].Name)
		}
		names[a[i].Name] = true
	}
}

// No hostile file gives words and an error, or neither; none is beyond the
// limits, and every error is of a class its caller knows.
func TestHostilePDFsFirstEngine(t *testing.T) {
	if raced {
		t.Skip("the race detector makes minutes of it; make test reads these files without it, in their child too")
	}
	files, err := hostile.PDFs(2, 400)
	if err != nil {
		t.Fatal(err)
	}
	known := []error{pdftext.ErrNotPDF, pdftext.ErrPassword, pdftext.ErrDamaged, pdftext.ErrTooLarge, pdftext.ErrNoText, context.DeadlineExceeded}
	read := 0
	for _, f := range files {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		start := time.Now()
		got, err := locked.Read(ctx, f.Bytes, pdftext.Limits{})
		cancel()
		if d := time.Since(start); d > time.Second {
			t.Logf("%s: %s, %v", f.Name, d, err)
		}
		if err == nil && got != nil {
			read++
			continue
		}
		ok := false
		for _, k := range known {
			ok = ok || errors.Is(err, k)
		}
		if got != nil || !ok || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: words %v, error %v", f.Name, got != nil, err)
		}
	}
	if read < 30 || read == len(files) {
		t.Errorf("%d of %d hostile files were read: the set attacks nothing", read, len(files))
	}
}
