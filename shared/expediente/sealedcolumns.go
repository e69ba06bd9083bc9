package expediente

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"

	"example.com/immex/shared/fault"
)

// asTold reports that a table says, in the columns that the sealed one has, what the
// sealed one says, row by row: a later layout may have more columns, which make no
// supplement. A column that is gone is said otherwise.
func (s *Sealed) asTold(f *File, of string) (same bool, err error) {
	_, then, err := s.c.opened(f.Path, maxText)
	if err != nil {
		return false, s.damaged(err)
	}
	defer then.Close() //nolint:errcheck // what is read is compared
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := f.To(w)
		w.CloseWithError(err)
		done <- err
	}()
	same, err = sameRows(csv.NewReader(then), csv.NewReader(r))
	_ = r.Close()                                                             // never fails
	if wrote := <-done; wrote != nil && !errors.Is(wrote, io.ErrClosedPipe) { // that one was no longer read
		return false, fault.New(fault.Transient, "package "+of+" "+f.Path, wrote)
	}
	if err != nil {
		return false, s.damaged(err)
	}
	return same, nil
}

// sameRows compares the columns of the first table with those of the second.
func sameRows(then, now *csv.Reader) (bool, error) {
	names, err := then.Read()
	if err != nil {
		return false, err //nolint:wrapcheck // the caller names the table
	}
	names = slices.Clone(names)
	titles, err := now.Read()
	if err != nil {
		return false, err //nolint:wrapcheck // same
	}
	at := make([]int, len(names))
	for i, n := range names {
		if at[i] = slices.Index(titles, n); at[i] < 0 {
			return false, nil
		}
	}
	then.ReuseRecord, now.ReuseRecord = true, true
	for {
		a, endA := then.Read()
		b, endB := now.Read()
		switch {
		case unread(endA):
			return false, endA //nolint:wrapcheck // the caller names the table
		case unread(endB):
			return false, endB //nolint:wrapcheck // same
		case endA != nil || endB != nil:
			return endA != nil && endB != nil, nil
		}
		for i, k := range at {
			if a[i] != b[k] {
				return false, nil
			}
		}
	}
}

// unread reports trouble of reading other than the end.
func unread(err error) bool { return err != nil && !errors.Is(err, io.EOF) }
