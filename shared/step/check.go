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
	Facts     int   // of every kind
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
// double posting), the facts the journal names, and the equality of movements,
// findings and books with a replay of the facts.
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
	for b, err := range store.Books(ctx, rfc) {
		if err != nil {
			return nil, err
		}
		book, err := OpenBook(ctx, store, rfc, b)
		if err == nil {
			out.count(book)
			err = book.Check()
		} else if !fault.Is(err, fault.Corrupt) {
			return nil, err //nolint:wrapcheck // of opening the book
		}
		if err != nil {
			breach(document.Textf("el libro guardado no se sostiene: %v", "the stored book does not hold: %v", err))
		}
	}
	a := &audit{store: store, rfc: rfc, breach: breach}
	stages := []func(context.Context) error{a.journal, a.facts, a.resolve, a.stored}
	if out.Waiting == 0 {
		stages = append(stages, a.books)
	}
	for _, stage := range stages {
		err := stage(ctx)
		if fault.Is(err, fault.Corrupt) { // the next stages rest on this one
			breach(document.Textf("al recalcular: %v", "when recomputed: %v", err))
			break
		}
		if err != nil {
			return nil, fmt.Errorf("replay of %s: %w", rfc, err)
		}
	}
	out.Facts = a.held
	return out, nil
}

func (c *Checked) count(b *ledger.Book) {
	c.Materials++
	c.Lots += len(b.Lots)
	c.Exits += len(b.Exits)
	c.Postings += len(b.Descargos) + len(b.Cambios)
}
