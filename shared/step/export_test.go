package step

import (
	"context"
	"io"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
)

// KeepCounterpart is how the door takes a pedimento of another company.
func KeepCounterpart(p *Paper, of string) bool { return p.counterpart(of) }

// AtTheDoor judges a pedimento delivered for a programme.
func AtTheDoor(ped *pedimento.Pedimento, rec Record) *Paper { return (&Reader{}).pedimento(ped, rec) }

// ComputedDiff opens both generations, as is done where nothing is stored.
func ComputedDiff(ctx context.Context, store BookStore, rfc string, a, b BookRecord) (*Difference, error) {
	return computed(ctx, store, rfc, a, b)
}

// Unused are the orphans that commercial invoices leave beside some declarations.
func Unused(others rule.Others, bills ...*invoice.Invoice) []reconciliation.Orphan {
	g := &salesGatherer{others: others}
	for _, v := range bills {
		g.bill(v)
	}
	return g.unused()
}

// AddBook adds a book to what rules of inventory ask.
func AddBook(out *rule.Books, b *ledger.Book, from, to document.Date) { addBook(out, b, from, to) }

// Shelve writes a file to the work shelf and gives it back as seal reads it.
func (c *Compile) Shelve(ctx context.Context, rfc string, write func(io.Writer) error) (document.Hash, func(io.Writer) error, error) {
	s, err := spool(c.Scratch, write)
	if err != nil {
		return "", nil, err
	}
	h, err := c.shelve(ctx, rfc, ShelfWork, s)
	f := c.shelved(ctx, rfc, &renderedFile{Path: "x", Shelf: ShelfWork, Ref: h})
	return h, f.To, err
}

// Fetched brings a blob to where there is room for it, and lets go of it at once.
func (c *Compile) Fetched(ctx context.Context, rfc string, h document.Hash) (n int64, err error) {
	s, err := c.fetched(ctx, rfc, ShelfPackages, h)
	if err != nil {
		return 0, err
	}
	return s.Reader().Size(), s.Close()
}

// OpenSealed opens a package of the shelf.
func (c *Compile) OpenSealed(ctx context.Context, rfc string, h document.Hash, read func(*expediente.Sealed) error) error {
	return c.sealed(ctx, rfc, h, read)
}

// Forget makes an estimate work out again what it remembers of the law.
func (c *Contingency) Forget(law contingencia.Law) (err error) {
	later := c.Options
	later.Pago = contingencia.MesSiguiente(later.Pago)
	if c.now, err = contingencia.New(law, c.Options); err == nil {
		c.next, err = contingencia.New(law, later)
	}
	return err
}

// Undone is what the archive says of these pedimentos: which no longer hold, and of
// which nobody knows.
func Undone(papers []*Paper) (withdrawn, contradicted []string) {
	var w withdrawals
	entries, best := map[string]*glosa.Entry{}, map[string]chosen{}
	for _, p := range papers {
		w.hear(p)
		if q := p.Pedimento; q != nil && q.Efecto == document.Pagado {
			c := best[q.Number]
			c.passed = c.passed || passed(q)
			best[q.Number], entries[q.Number] = c, glosa.EntryOf(q, false)
		}
	}
	w.mark(entries, best)
	for n, e := range entries {
		if e.Withdrawn {
			withdrawn = append(withdrawn, n)
		}
		if e.Contradicted {
			contradicted = append(contradicted, n)
		}
	}
	return withdrawn, contradicted
}
