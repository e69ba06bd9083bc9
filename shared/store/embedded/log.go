package embedded

import "context"

// fileEvery is how many bytes of books are brought into the file at once.
const fileEvery = 4 << 20

// file brings what commits appended to SQLite's log into the file while the next
// ones are written: a bulk match would wait for the disk twice. A commit is
// durable before, in the log; one that finds the log at its limit still
// brings over what is left, so that the log stays as short as it was.
func (s *Store) file(ctx context.Context, written int) {
	if s.behind.Add(int64(written)) < fileEvery {
		return
	}
	select {
	case s.filer <- struct{}{}:
	default: // still at it
		return
	}
	s.behind.Store(0)
	s.filing.Go(func() {
		defer func() { <-s.filer }()
		// what fails here is tried again by a commit
		_, _ = s.read.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint(PASSIVE)")
	})
}
