package step

import (
	"context"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// Credit is the IVA and IEPS a programme did not pay when goods came in, as
// its books tell it: granted by the lots' contributions of forms 21 and 22,
// discharged by their descargos.
type Credit struct {
	RFC string
	// On is the last day anything is dated; balances of later days are its.
	On     document.Date
	ledger *credito.Ledger
	books  *credito.Books
}

// CreditOf builds the credit from the books.
func CreditOf(ctx context.Context, store BookStore, rfc string) (*Credit, error) {
	books := credito.NewBooks()
	if err := EachBook(ctx, store, rfc, func(b *ledger.Book) error { books.Add(b); return nil }); err != nil {
		return nil, err
	}
	return creditOf(books, rfc, catalog.Default()), nil
}

func creditOf(books *credito.Books, rfc string, cat *catalog.Catalog) *Credit {
	return &Credit{RFC: rfc, On: books.Last(), ledger: books.Ledger(cat), books: books}
}

// AsOf is every account on a day; an unknown day is the last one.
func (c *Credit) AsOf(on document.Date) []credito.Saldo { return c.ledger.AsOf(c.day(on)) }

// Roll is the roll-forward of every account after from up to and with to.
func (c *Credit) Roll(from, to document.Date) []credito.Roll { return c.ledger.Roll(from, c.day(to)) }

func (c *Credit) day(on document.Date) document.Date {
	if on.Known() {
		return on
	}
	return c.On
}

// Findings are what is wrong with the credit itself, and where it differs from
// the ledger of parts on a day. A programme without credit has none, but for
// opening balances of which it is not known.
func (c *Credit) Findings(on document.Date) []ledger.Finding {
	on = c.day(on)
	none := len(c.ledger.AsOf(document.NewDate(9999, 12, 31))) == 0
	var out []ledger.Finding
	for _, f := range slices.Concat(c.ledger.Findings(), c.ledger.Differences(on, c.books.Parts(on))) {
		if none && f.Code != credito.UnknownCredit {
			continue
		}
		out = append(out, ledger.Finding{Pedimento: f.Key.Pedimento, Finding: f.Finding})
	}
	return out
}
