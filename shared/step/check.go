package step

import (
	"context"
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

// Checked is what holding a programme's books against their invariants found.
type Checked struct {
	RFC       string
	Entries   int64 // of the journal
	Facts     int
	Materials int
	Lots      int
	Exits     int
	Postings  int
	Waiting   int             // materials whose book is behind the facts
	Breaches  []document.Text // each names the material and what is wrong
}

// maxBreaches is how many are listed: the first ones say where to look.
const maxBreaches = 50

// CheckBooks holds the journal's chain, every stored book (conservation,
// nothing below zero, nothing discharged before it was there, PEPS order, no
// double posting) and the equality of the books with a replay of the facts.
func CheckBooks(ctx context.Context, store Books, rfc string) (*Checked, error) {
	out := &Checked{RFC: rfc}
	breach := func(t document.Text) {
		if len(out.Breaches) < maxBreaches {
			out.Breaches = append(out.Breaches, t)
		}
	}
	head, err := store.Head(ctx, rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	out.Entries = head.Seq
	dirty, err := store.Dirty(ctx, rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // same
	}
	if out.Waiting = len(dirty); out.Waiting > 0 {
		breach(document.Textf("%d materiales esperan su descargo; ejecute immex ingest", "%d materials wait for matching; run immex ingest", out.Waiting))
	}
	err = EachBook(ctx, store, rfc, func(b *ledger.Book) error {
		out.Materials++
		out.Lots += len(b.Lots)
		out.Exits += len(b.Exits)
		out.Postings += len(b.Descargos) + len(b.Cambios)
		if err := b.Check(); err != nil {
			breach(document.Textf("el libro guardado no se sostiene: %v", "the stored book does not hold: %v", err))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r, err := Replay(ctx, store, rfc)
	if fault.Is(err, fault.Corrupt) {
		breach(document.Textf("al recalcular: %v", "when recomputed: %v", err))
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("replay of %s: %w", rfc, err)
	}
	out.Facts = r.Facts
	if r.Difference.ES != "" && out.Waiting == 0 {
		breach(r.Difference)
	}
	return out, nil
}
