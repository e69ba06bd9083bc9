package step_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/step"
)

// piecewise are shelves that take and give blobs piece by piece too, for several
// who pack at once.
type piecewise struct {
	*shelves
	from, opened atomic.Int64
}

func (p *piecewise) PutFrom(ctx context.Context, rfc string, shelf step.Shelf, h document.Hash, r *io.SectionReader) error {
	p.from.Add(1)
	b, err := io.ReadAll(r)
	if err != nil || document.HashOf(b) != h {
		return errors.New("other bytes")
	}
	_, err = p.Put(ctx, rfc, shelf, b)
	return err
}

func (p *piecewise) Open(ctx context.Context, rfc string, shelf step.Shelf, h document.Hash) (io.ReadCloser, error) {
	p.opened.Add(1)
	b, err := p.Get(ctx, rfc, shelf, h)
	return io.NopCloser(bytes.NewReader(b)), err
}

// TestLargeFilesPassByMemory: a large file goes to its shelf and comes back piece
// by piece where shelves and scratch room allow it, and is the same everywhere.
func TestLargeFilesPassByMemory(t *testing.T) {
	t.Parallel()
	large, small := bytes.Repeat([]byte("row of a report\n"), 200_000), []byte("a row")
	for _, c := range []struct {
		name  string
		room  bool
		body  []byte
		whole bool // it was put as a whole
	}{
		{"large, with room", true, large, false},
		{"small, with room", true, small, true},
		{"large, without room", false, large, true},
	} {
		p := &piecewise{shelves: newShelves()}
		s := &step.Compile{Blobs: p}
		if c.room {
			s.Scratch = blob.Rooms(t.TempDir())
		}
		h, back, err := s.Shelve(t.Context(), rfc, func(w io.Writer) error {
			_, err := w.Write(c.body)
			return err
		})
		var got bytes.Buffer
		if err == nil {
			err = back(&got)
		}
		if err != nil || h != document.HashOf(c.body) || !bytes.Equal(got.Bytes(), c.body) {
			t.Errorf("%s: %d bytes came back, %v", c.name, got.Len(), err)
		}
		if from, opened := p.from.Load(), p.opened.Load(); (from == 0) != c.whole || opened != 1 {
			t.Errorf("%s: put piece by piece %d times, opened %d times", c.name, from, opened)
		}
	}
	full := errors.New("no space left")
	s := &step.Compile{Blobs: newShelves(), Scratch: func() (expediente.Room, error) { return nil, full }}
	if _, _, err := s.Shelve(t.Context(), rfc, func(w io.Writer) error { _, err := w.Write(large); return err }); !errors.Is(err, full) {
		t.Errorf("no room: %v", err)
	}
}

// broken gives some bytes of a blob and then fails, when it is read or closed.
type broken struct {
	*shelves
	after   int
	reading error
	closing error
	closed  atomic.Int64
}

func (b *broken) PutFrom(context.Context, string, step.Shelf, document.Hash, *io.SectionReader) error {
	return errors.ErrUnsupported
}

func (b *broken) Open(context.Context, string, step.Shelf, document.Hash) (io.ReadCloser, error) {
	r := io.Reader(bytes.NewReader(make([]byte, b.after)))
	if b.reading != nil {
		r = io.MultiReader(r, iotest.ErrReader(b.reading))
	}
	return struct {
		io.Reader
		io.Closer
	}{r, closer(func() error { b.closed.Add(1); return b.closing })}, nil
}

type closer func() error

func (c closer) Close() error { return c() }

// roomCount is room of which it is known how much was opened and given back.
type roomCount struct{ opened, back atomic.Int64 }

func (c *roomCount) scratch(from expediente.Scratch) expediente.Scratch {
	return func() (expediente.Room, error) {
		r, err := from()
		if err != nil {
			return nil, err
		}
		c.opened.Add(1)
		return &roomCounted{r, c}, nil
	}
}

type roomCounted struct {
	expediente.Room
	of *roomCount
}

func (r *roomCounted) Close() error {
	r.of.back.Add(1)
	return r.Room.Close()
}

// TestHalfCopyGivesItsRoomBack: a package that breaks off while it is brought, or
// cannot be read once it is there, leaves no room taken and no blob open.
func TestHalfCopyGivesItsRoomBack(t *testing.T) {
	t.Parallel()
	const large = 3 << 20 // more than is held in memory
	off, full := errors.New("the shelf broke off"), errors.New("no space left")
	for _, c := range []struct {
		name             string
		after            int
		reading, closing error
		want             error
		rooms            int64
	}{
		{"nothing came", 0, off, nil, off, 0},
		{"half of a small one came", 100, off, nil, off, 0},
		{"half of a large one came", large, off, nil, off, 1},
		{"all came and closing failed", large, nil, off, off, 1},
		{"all came", large, nil, nil, nil, 1},
	} {
		b, room := &broken{shelves: newShelves(), after: c.after, reading: c.reading, closing: c.closing}, &roomCount{}
		s := &step.Compile{Blobs: b, Scratch: room.scratch(blob.Rooms(t.TempDir()))}
		n, err := s.Fetched(t.Context(), rfc, "x")
		if !errors.Is(err, c.want) || err == nil && n != int64(c.after) {
			t.Errorf("%s: %d bytes, %v", c.name, n, err)
		}
		if opened, back := room.opened.Load(), room.back.Load(); opened != c.rooms || back != opened || b.closed.Load() != 1 {
			t.Errorf("%s: %d rooms opened, %d given back, blob closed %d times", c.name, opened, back, b.closed.Load())
		}
	}
	b, room := &broken{shelves: newShelves(), after: large}, &roomCount{}
	s := &step.Compile{Blobs: b, Scratch: room.scratch(blob.Rooms(t.TempDir()))}
	read := false
	err := s.OpenSealed(t.Context(), rfc, "x", func(*expediente.Sealed) error { read = true; return nil })
	if err == nil || read || room.back.Load() != 1 {
		t.Errorf("zeros as a package: %v, read %v, %d rooms given back", err, read, room.back.Load())
	}
	s.Scratch = func() (expediente.Room, error) { return nil, full }
	if _, err := s.Fetched(t.Context(), rfc, "x"); !errors.Is(err, full) || b.closed.Load() != 2 {
		t.Errorf("no room: %v, blob closed %d times", err, b.closed.Load())
	}
}
