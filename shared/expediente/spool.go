package expediente

import (
	"bytes"
	"io"
	"sync"
)

// Scratch opens room outside of memory for what is written once and then read,
// as a file that is gone when it is closed.
type Scratch func() (Room, error)

// Room is what was written, to be read when all of it is.
type Room interface {
	io.Writer
	io.ReaderAt
	io.Closer
}

// Spool holds what is written until all of it is: little in memory, much in room
// outside, where there is any. The zero Spool of no scratch holds all in memory.
type Spool struct {
	Scratch Scratch
	small   bytes.Buffer
	large   Room
	n       int64
}

// spoolAt is what a spool holds in memory.
const spoolAt = 1 << 20

// Write takes bytes.
func (s *Spool) Write(b []byte) (int, error) {
	s.n += int64(len(b))
	if s.large == nil && s.Scratch != nil && s.small.Len()+len(b) > spoolAt {
		var err error
		if s.large, err = s.Scratch(); err != nil {
			return 0, err
		}
		if _, err := s.small.WriteTo(s.large); err != nil {
			return 0, err //nolint:wrapcheck // the caller names the file
		}
		s.small = bytes.Buffer{}
	}
	if s.large != nil {
		return s.large.Write(b) //nolint:wrapcheck // same
	}
	return s.small.Write(b) //nolint:wrapcheck // never fails
}

// Outside reports that what was written is not in memory.
func (s *Spool) Outside() bool { return s.large != nil }

// Reader gives what was written, from its beginning, to many at a time. Nothing
// is written any more then.
func (s *Spool) Reader() *io.SectionReader {
	if s.large != nil {
		return io.NewSectionReader(s.large, 0, s.n)
	}
	return io.NewSectionReader(bytes.NewReader(s.small.Bytes()), 0, s.n)
}

// Close lets go of room.
func (s *Spool) Close() error {
	if s.large != nil {
		return s.large.Close() //nolint:wrapcheck // the caller names the file
	}
	return nil
}

// shelf is one room for what many spools hold in memory: a room is an open file.
type shelf struct {
	from Scratch // nil where there is no room outside of memory
	room Room
	n    int64
	left int64 // in the memory of spools, of those that came first
}

// put moves what a spool holds to the shelf, where there is one; the little that comes
// first stays where it is.
func (h *shelf) put(s *Spool) (err error) {
	if h.from == nil || s.large != nil {
		return nil
	}
	if h.left+s.n <= spoolAt {
		h.left += s.n
		return nil
	}
	if h.room == nil {
		if h.room, err = h.from(); err != nil {
			return err
		}
	}
	n, err := s.small.WriteTo(h.room)
	s.small, s.large = bytes.Buffer{}, place{h.room, h.n}
	h.n += n
	return err //nolint:wrapcheck // the caller names the file
}

// place is a part of a shelf, from a byte of it on.
type place struct {
	Room

	at int64
}

// ReadAt reads from the part.
func (p place) ReadAt(b []byte, off int64) (int, error) {
	return p.Room.ReadAt(b, p.at+off) //nolint:wrapcheck // the caller names the file
}

// Close leaves the shelf to the others.
func (p place) Close() error { return nil }

// lent is the room of one piece of work, which gives back what it did not close
// when it ends in the middle.
type lent struct {
	from Scratch

	mu   sync.Mutex
	open map[*room]bool
}

type room struct {
	Room

	of *lent
}

// scratch opens room that is lent; nil where there is none outside of memory.
func (l *lent) scratch() Scratch {
	if l.from == nil {
		return nil
	}
	return func() (Room, error) {
		r, err := l.from()
		if err != nil {
			return nil, err
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.open == nil {
			l.open = map[*room]bool{}
		}
		one := &room{r, l}
		l.open[one] = true
		return one, nil
	}
}

// Close gives the room back.
func (r *room) Close() error {
	r.of.mu.Lock()
	delete(r.of.open, r)
	r.of.mu.Unlock()
	return r.Room.Close() //nolint:wrapcheck // the caller names the file
}

// back closes what is still open.
func (l *lent) back() {
	l.mu.Lock()
	left := l.open
	l.open = nil
	l.mu.Unlock()
	for r := range left {
		_ = r.Close() // the work failed already, and says why
	}
}
