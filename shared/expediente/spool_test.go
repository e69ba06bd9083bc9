package expediente_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"sync"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
)

// rooms counts what a seal opens and lets go of; several files are packed at
// once.
type rooms struct {
	dir string

	mu           sync.Mutex
	open, closed int
	failing      error // of every write
}

type counted struct {
	*os.File
	of *rooms
}

func (r *rooms) scratch() (expediente.Room, error) {
	f, err := os.CreateTemp(r.dir, "room")
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open++
	return &counted{f, r}, err
}

func (c *counted) Write(b []byte) (int, error) {
	if c.of.failing != nil {
		return 0, c.of.failing
	}
	return c.File.Write(b)
}

func (c *counted) Close() error {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	c.of.closed++
	return c.File.Close()
}

// bounded takes some bytes.
type bounded struct {
	left int
	err  error
}

func (f *bounded) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, f.err
	}
	return len(b), nil
}

// withScan is a cut with a scan of 3 MB among its documents.
func withScan(tb testing.TB) expediente.Input {
	tb.Helper()
	in, scan := input(tb), make([]byte, 3<<20)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(scan) // never fails
	in.Documents = append(in.Documents, source("scan.pdf", string(scan), document.KindInvoice))
	return in
}

// TestRoomOutsideOfMemory: where a packed file waits changes no byte, all room
// is let go of, and room that takes nothing is an error.
func TestRoomOutsideOfMemory(t *testing.T) {
	t.Parallel()
	in := withScan(t)
	var want, got bytes.Buffer
	if _, err := expediente.Build(&want, in); err != nil {
		t.Fatal(err)
	}
	r := &rooms{dir: t.TempDir()}
	if _, err := expediente.BuildOn(r.scratch, &got, in); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want.Bytes(), got.Bytes()) {
		t.Error("another package")
	}
	if r.open != 1 || r.closed != 1 { // the scan; no other file is large, and all of them together are not
		t.Errorf("%d rooms opened, %d closed", r.open, r.closed)
	}
	full := &rooms{dir: t.TempDir(), failing: errors.New("no space left")}
	if _, err := expediente.BuildOn(full.scratch, &got, in); !errors.Is(err, full.failing) {
		t.Errorf("room that takes nothing: %v", err)
	}
	if full.open != full.closed {
		t.Errorf("%d rooms opened, %d closed", full.open, full.closed)
	}
	none := errors.New("no folder")
	if _, err := expediente.BuildOn(func() (expediente.Room, error) { return nil, none }, &got, in); !errors.Is(err, none) {
		t.Errorf("no room: %v", err)
	}
}

// TestRoomOfWhatWasPackedAhead: where the package cannot be written, the room of
// the files that are packed already is let go of too.
func TestRoomOfWhatWasPackedAhead(t *testing.T) {
	t.Parallel()
	in := input(t)
	for i := range byte(6) {
		scan := make([]byte, 2<<20)
		_, _ = rand.NewChaCha8([32]byte{i}).Read(scan) // never fails
		in.Documents = append(in.Documents, source(string('a'+rune(i))+".pdf", string(scan), document.KindInvoice))
	}
	r, sink := &rooms{dir: t.TempDir()}, &bounded{left: 3 << 20, err: errors.New("no space left")}
	if _, err := expediente.BuildOn(r.scratch, sink, in); err == nil {
		t.Error("written to where nothing fits")
	}
	if r.open < 2 || r.open != r.closed {
		t.Errorf("%d rooms opened, %d closed", r.open, r.closed)
	}
}
