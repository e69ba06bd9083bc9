package blob_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"
	"testing/iotest"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// TestRooms: what was written can be read, more than once, and leaves nothing.
func TestRooms(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := expediente.Spool{Scratch: blob.Rooms(dir)}
	want := bytes.Repeat([]byte("line of a report\n"), 100_000)
	if _, err := io.Copy(&s, bytes.NewReader(want)); err != nil {
		t.Fatal(err)
	}
	if !s.Outside() {
		t.Error("1.7 MB are held in memory")
	}
	for range 2 {
		if got, err := io.ReadAll(s.Reader()); err != nil || !bytes.Equal(got, want) {
			t.Errorf("read %d bytes, %v", len(got), err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := blob.Rooms(dir + "/gone")(); !fault.Is(err, fault.Transient) {
		t.Errorf("room in no folder: %v", err)
	}
}

// TestChecked: bytes are handed out as they come, and the end only to those that
// have the hash.
func TestChecked(t *testing.T) {
	t.Parallel()
	b := []byte("the bytes of a package")
	h := document.HashOf(b)
	for _, c := range []struct {
		name  string
		r     io.Reader
		class fault.Class
	}{
		{"the same bytes", bytes.NewReader(b), 0},
		{"one by one", iotest.OneByteReader(bytes.NewReader(b)), 0},
		{"the end with the data", iotest.DataErrReader(bytes.NewReader(b)), 0},
		{"cut short", bytes.NewReader(b[:5]), fault.Corrupt},
		{"nothing", bytes.NewReader(nil), fault.Corrupt},
		{"a disk that fails", io.MultiReader(bytes.NewReader(b), iotest.ErrReader(errors.New("disk"))), fault.Transient},
	} {
		got, err := io.ReadAll(blob.Checked(io.NopCloser(c.r), h))
		if c.class == 0 && (err != nil || !bytes.Equal(got, b)) {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
		if c.class != 0 && !fault.Is(err, c.class) {
			t.Errorf("%s: %v, want a fault of class %s", c.name, err, c.class)
		}
	}
}
