package expediente

import (
	"bytes"
	"io"
)

// Scratch opens room outside of memory for what is written once and read once,
// as a file that is gone when it is closed.
type Scratch func() (Room, error)

// Room is what was written, to be read from its beginning.
type Room interface {
	io.Writer
	io.WriterTo
	io.Closer
}

// spool holds a packed file until its size is known: a small one in memory, a
// large one in room outside, where there is any.
type spool struct {
	scratch Scratch
	small   bytes.Buffer
	large   Room
	n       int64
}

// spoolAt is what a spool holds in memory.
const spoolAt = 1 << 20

// Write takes bytes.
func (s *spool) Write(b []byte) (int, error) {
	s.n += int64(len(b))
	if s.large == nil && s.scratch != nil && s.small.Len()+len(b) > spoolAt {
		var err error
		if s.large, err = s.scratch(); err != nil {
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

// WriteTo gives what was written.
func (s *spool) WriteTo(w io.Writer) (int64, error) {
	if s.large != nil {
		return s.large.WriteTo(w) //nolint:wrapcheck // the caller names the file
	}
	return s.small.WriteTo(w) //nolint:wrapcheck // same
}

// Close lets go of room.
func (s *spool) Close() error {
	if s.large != nil {
		return s.large.Close() //nolint:wrapcheck // the caller names the file
	}
	return nil
}
