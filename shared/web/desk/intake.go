package desk

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// Intake takes documents in and opens those that are kept.
type Intake interface {
	// Take brings a document to the books, as the inbox does: its own record
	// first, then one for each document in it.
	Take(ctx context.Context, rfc, name string, b []byte) ([]step.Record, error)
	// Try reads a document and keeps nothing. More mappings take part as if
	// they were stored.
	Try(ctx context.Context, rfc, name string, b []byte, more ...step.MappingFact) ([]*step.Paper, error)
	// Bytes are a document as it came; a fault Misconfigured when it has none
	// of its own here.
	Bytes(ctx context.Context, rfc string, sha document.Hash) ([]byte, error)
	// Leaf is page n, from 1, of a PDF of a programme.
	Leaf(ctx context.Context, rfc string, b []byte, n int) (*Leaf, error)
	// Trace follows a key of the books both ways, to the places in its documents,
	// among those of the programme; an UnplacedError when only places fail.
	Trace(ctx context.Context, rfc, key string, docs iter.Seq[*step.DocumentState]) (*step.Traced, error)
}

// Leaf is a page: its picture, and the words on it.
type Leaf struct {
	PNG   []byte
	DPI   int
	Words []pdftext.Word
	Pages int // of the whole; 0 when that is not known
}

// leafDPI makes 6 point print legible on a screen.
const leafDPI = 110

// counter takes documents over the counter. One at a time: a document is in
// memory whole while it is read.
type counter struct {
	CounterConfig

	taking sync.Mutex
	busy   chan struct{} // holds one for each document that is being read
}

// maxReading is how many documents are read at once for people who look at them:
// each may take a process of its own.
const maxReading = 2

// begin waits for a turn to read; done gives it back.
func (c *counter) begin(ctx context.Context) (done func(), err error) {
	select {
	case c.busy <- struct{}{}:
		return func() { <-c.busy }, nil
	case <-ctx.Done():
		return nil, ctx.Err() //nolint:wrapcheck // cancelled
	}
}

// CounterConfig is what an intake needs.
type CounterConfig struct {
	Books step.Books
	Blobs step.Blobs
	// Reader reads a document of a programme.
	Reader func(rfc string) *step.Reader
	Now    func() time.Time
	// Moved asks for the books of what a delivery moved; nil: they are made
	// before who delivered hears of it.
	Moved func(ctx context.Context, rfc string, materials []step.MaterialRef) error
}

// Counter is an intake over the books, with a reader of its own.
func Counter(books step.Books, blobs step.Blobs, reader *step.Reader, now func() time.Time) Intake {
	return NewCounter(CounterConfig{Books: books, Blobs: blobs, Reader: func(string) *step.Reader { return reader }, Now: now})
}

// NewCounter is an intake over the books.
func NewCounter(c CounterConfig) Intake {
	return &counter{CounterConfig: c, busy: make(chan struct{}, maxReading)}
}

// reader is one with what was learned of suppliers, and with more.
func (c *counter) reader(rfc string, more ...step.MappingFact) *step.Reader {
	r := *c.Reader(rfc)
	r.Mappings = step.StoredMappings(c.Books, more...)
	return &r
}

// read reads a document; trouble of the platform is not of the document.
func (c *counter) read(ctx context.Context, rfc, name string, b []byte, keep bool, more ...step.MappingFact) ([]*step.Paper, error) {
	reader := c.reader(rfc, more...)
	reader.Keep = keep
	return reader.ReadWhole(ctx, step.Input{Name: name, Bytes: b, RFC: rfc}) //nolint:wrapcheck // already classified
}

// Take implements Intake.
func (c *counter) Take(ctx context.Context, rfc, name string, b []byte) ([]step.Record, error) {
	c.taking.Lock()
	defer c.taking.Unlock()
	papers, err := c.read(ctx, rfc, name, b, false)
	if err != nil {
		return nil, err
	}
	moved := map[string][]step.MaterialRef{}
	ing := &step.Ingest{Books: c.Books, Blobs: c.Blobs, Now: c.Now, Touched: func(rfc string, refs []step.MaterialRef) { moved[rfc] = append(moved[rfc], refs...) }}
	records, _, err := ing.Settle(ctx, papers, true)
	if err != nil {
		return nil, fmt.Errorf("take in %q: %w", name, err)
	}
	touched := map[string]bool{}
	for i := range records {
		touched[records[i].RFC] = true
	}
	ctx = context.WithoutCancel(ctx) // who left the page has committed: nothing else would match it
	for one := range touched {
		if err := c.match(ctx, one, moved[one]); err != nil {
			return records, fmt.Errorf("match %s: %w", one, err)
		}
	}
	return records, nil
}

// match makes the books of a programme, or asks for those of what moved.
func (c *counter) match(ctx context.Context, rfc string, moved []step.MaterialRef) error {
	if c.Moved != nil {
		return c.Moved(ctx, rfc, moved)
	}
	_, err := (&step.Match{Books: c.Books, Workers: runtime.NumCPU()}).Run(ctx, rfc)
	return err //nolint:wrapcheck // named by the caller
}

// Try implements Intake.
func (c *counter) Try(ctx context.Context, rfc, name string, b []byte, more ...step.MappingFact) ([]*step.Paper, error) {
	done, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	return c.read(ctx, rfc, name, b, true, more...)
}

// Bytes implements Intake.
func (c *counter) Bytes(ctx context.Context, rfc string, sha document.Hash) ([]byte, error) {
	b, err := c.Blobs.Get(ctx, rfc, step.ShelfArchive, sha)
	if fault.Is(err, fault.Misconfigured) {
		b, err = c.Blobs.Get(ctx, rfc, step.ShelfQuarantine, sha)
	}
	return b, err //nolint:wrapcheck // a fault of the store, already classified
}

// Leaf implements Intake. Words that the first engine does not read are those
// of the second, or none.
func (c *counter) Leaf(ctx context.Context, rfc string, b []byte, n int) (*Leaf, error) {
	done, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	pdf := c.Reader(rfc).PDF
	png, err := pdf.Page(ctx, b, n, leafDPI)
	if err != nil {
		return nil, err //nolint:wrapcheck // of the sandbox, named there
	}
	out := &Leaf{PNG: png, DPI: leafDPI}
	t, err := pdf.Words(ctx, b)
	if err != nil {
		t, err = pdf.SecondWords(ctx, b)
	}
	if err != nil {
		return out, nil // a page without words is still a picture
	}
	out.Pages = len(t.Pages)
	for i := range t.Pages {
		if t.Pages[i].Number == n {
			out.Words = t.Pages[i].Words
		}
	}
	return out, nil
}

// Trace implements Intake.
func (c *counter) Trace(ctx context.Context, rfc, key string, docs iter.Seq[*step.DocumentState]) (*step.Traced, error) {
	done, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	t, err := step.TraceAmong(ctx, c.Books, c.Blobs, rfc, key, docs)
	if _, unplaced := errors.AsType[*step.UnplacedError](err); err != nil && !unplaced {
		return nil, fmt.Errorf("trace %q: %w", key, err)
	}
	reader := c.reader(rfc).Watched()
	reader.Keep = true
	if err := errors.Join(err, t.Locate(ctx, c.Blobs, reader), reader.Failed()); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("trace %q: %w", key, err)
		}
		return nil, &UnplacedError{&t, fmt.Errorf("places of trace %q: %w", key, err)}
	}
	return &t, nil
}

// UnplacedError is a trace whose places could not be read for now: what the books
// say of its key stands.
type UnplacedError struct {
	Traced *step.Traced
	Err    error
}

// Error implements error.
func (u *UnplacedError) Error() string { return u.Err.Error() }

// Unwrap is why.
func (u *UnplacedError) Unwrap() error { return u.Err }

// noLeaf reports a page that is not there or that nothing draws.
func noLeaf(err error) bool {
	for _, e := range []error{pdftext.ErrNoPage, pdftext.ErrNotPDF, pdftext.ErrDamaged, pdftext.ErrPassword, pdftext.ErrTooLarge, step.ErrPDFReader} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
