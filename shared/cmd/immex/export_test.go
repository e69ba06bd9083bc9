package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
)

// inside opens the books of a data folder nobody else is using.
func inside(t *testing.T, data string) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(t.Context(), filepath.Join(data, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() }) //nolint:errcheck // reading only
	return s
}

// settled is what became of every document, by its hash, and it holds the
// journal to its chain on the way.
func settled(t *testing.T, data string) map[string]string {
	t.Helper()
	store, out := inside(t, data), map[string]string{}
	rfcs, err := store.Programmes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, rfc := range rfcs {
		var prev document.Hash
		var seq int64
		accepted := map[document.Hash]int{}
		for e, err := range store.Entries(t.Context(), rfc, 0) {
			if err != nil {
				t.Fatal(err)
			}
			seq++
			want, err := step.Chain(prev, seq, e.RecordedAt.In(time.UTC), e.Record)
			if err != nil || want.Hash != e.Hash || e.Seq != seq {
				t.Errorf("entry %d of %s breaks the chain", e.Seq, rfc)
			}
			prev = e.Hash
			if s := e.Record.Status; s == document.Accepted || s == document.Version {
				accepted[e.Record.SHA]++
			}
		}
		for sha, n := range accepted {
			if n > 1 {
				t.Errorf("document %s of %s was accepted %d times", sha, rfc, n)
			}
		}
		docs, err := step.Documents(t.Context(), store, rfc)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			out[rfc+" "+string(d.Record.SHA)] = string(d.Record.Status) + " " + d.Record.Key
		}
	}
	return out
}

// exportBooks is every fact and every book of a data folder in order: what two
// folders with the same documents must have byte for byte.
func exportBooks(t *testing.T, data string) []byte {
	t.Helper()
	store := inside(t, data)
	var out bytes.Buffer
	rfcs, err := store.Programmes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, rfc := range rfcs {
		if err := writeFacts(t, &out, store, rfc); err != nil {
			t.Fatal(err)
		}
		for b, err := range store.Books(t.Context(), rfc) {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&out, "book %s %s %s %x\n", rfc, b.ID, b.Run(), b.Manifest)
		}
	}
	return out.Bytes()
}

func writeFacts(t *testing.T, out io.Writer, store *embedded.Store, rfc string) error {
	t.Helper()
	for f, err := range store.AllFacts(t.Context(), rfc) {
		if err != nil {
			return fmt.Errorf("facts of %s: %w", rfc, err)
		}
		if _, err := fmt.Fprintf(out, "fact %s %s %s %s %x\n", f.Group, f.Hash, f.Kind, f.Key, f.Data); err != nil {
			return err
		}
	}
	return nil
}
