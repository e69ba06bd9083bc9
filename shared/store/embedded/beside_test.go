package embedded_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
)

// TestReadBesideAWriter: what every page of the desk reads first waits for no
// commit that goes on, and tells what was there before it.
func TestReadBesideAWriter(t *testing.T) {
	t.Parallel()
	const rfc = "MEN210101AB1"
	s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() }) //nolint:errcheck // the test ends
	e, err := step.Chain("", 1, time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC), step.Record{RFC: rfc, SHA: document.HashOf([]byte("one")), Name: "one", Status: document.Quarantined})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(t.Context(), step.Commit{RFC: rfc, Entries: []step.Entry{e}}); err != nil {
		t.Fatal(err)
	}
	ctx, done := context.WithTimeout(t.Context(), time.Minute) // who waits for the commit waits for ever
	defer done()
	err = s.Hold(ctx, func() error {
		head, err := s.Head(ctx, rfc)
		_, behind := s.Dirty(ctx, rfc)
		_, all := s.Materials(ctx, rfc)
		_, _, one := s.Material(ctx, rfc, "x")
		_, _, session := s.Session(ctx, "x")
		_, _, user := s.User(ctx, "x")
		_, programmes := s.Programmes(ctx)
		if head.Seq != 1 {
			t.Errorf("the head is %d", head.Seq)
		}
		return errors.Join(err, behind, all, one, session, user, programmes)
	})
	if err != nil {
		t.Error(err)
	}
}
