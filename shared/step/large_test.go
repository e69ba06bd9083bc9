package step_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"

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
