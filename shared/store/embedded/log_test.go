package embedded_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/store/storetest"
)

// TestBooksOutlastTheLog: books of several times the log's limit are all there
// when the file is opened again, though it is closed while the log may still be
// brought into it.
func TestBooksOutlastTheLog(t *testing.T) {
	t.Parallel()
	const books, each = 24, 5 << 20 // each is enough to be brought over
	path := filepath.Join(t.TempDir(), "books.db")
	s, err := embedded.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Size{Materials: books, Lots: 1, Exits: 1, Together: 2}.Load(t, s, rfc)
	refs, err := s.Dirty(t.Context(), rfc)
	if err != nil || len(refs) != books {
		t.Fatalf("%d materials wait, %v", len(refs), err)
	}
	segment := func(i int) []byte { return bytes.Repeat(fmt.Appendf(nil, "%04d", i), each/4) }
	for i, r := range refs {
		b := segment(i)
		u := step.BookUpdate{
			Ref: r, Segments: []ledger.Segment{{ID: ledger.SegmentIDOf(b), Data: b}},
			Book: step.BookRecord{ID: r.ID, Gen: 1, Applied: r.Wanted, Manifest: []byte(r.ID)},
		}
		if err := s.SaveBooks(t.Context(), rfc, []step.BookUpdate{u}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = embedded.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // reading only
	for i, r := range refs {
		b, ok, err := s.Book(t.Context(), rfc, r.ID)
		if err != nil || !ok || string(b.Manifest) != r.ID {
			t.Fatalf("book %d: %t, %q, %v", i, ok, b.Manifest, err)
		}
		want := segment(i)
		got, err := s.Segments(t.Context(), rfc, r.ID, []ledger.SegmentID{ledger.SegmentIDOf(want)})
		if err != nil || !bytes.Equal(got[0], want) {
			t.Fatalf("segment of book %d: %v", i, err)
		}
	}
}
