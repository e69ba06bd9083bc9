package step_test

import (
	"context"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// perMaterial are books that tell of whose material segments were read.
type wholeBooks = step.Books

type perMaterial struct {
	wholeBooks
	read []string
}

func (b *perMaterial) Segments(ctx context.Context, rfc, material string, ids []ledger.SegmentID) ([][]byte, error) {
	b.read = append(b.read, material)
	return b.wholeBooks.Segments(ctx, rfc, material, ids)
}

// TestShardOpensItsRange: a shard opens the books of its materials and no other:
// what is wrong with another book is another shard's to say.
func TestShardOpensItsRange(t *testing.T) {
	files, company := invented(t)
	w := cutWorld(t, company, files)
	all, err := w.books.Materials(t.Context(), company)
	if err != nil || len(all) < 2 {
		t.Fatalf("%d materials, %v", len(all), err)
	}
	books := &perMaterial{wholeBooks: w.books}
	c := &step.Compile{Books: books, Blobs: w.blobs, Locator: w.blobs, Language: document.Spanish, Tool: "test", Reader: readers, Now: noon}
	for _, m := range all {
		books.read = nil
		if _, err := c.Reconcile(t.Context(), step.ReconcileIn{RFC: company, Period: "2021-03", Range: step.Range{From: m.ID, To: m.ID}}); err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(books.read, func(id string) bool { return id != m.ID }) {
			t.Errorf("the range of %s reads %v", m.ID, books.read)
		}
	}
}
