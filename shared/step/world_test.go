package step_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/synth"
)

// rfc is the invented programme of the papers these tests write themselves.
const rfc = "MEN210101AB1"

// noon is when everything arrives.
func noon() time.Time { return time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC) }

// shelves keeps blobs in memory.
type shelves struct {
	mu sync.Mutex
	b  map[string][]byte
}

func newShelves() *shelves { return &shelves{b: map[string][]byte{}} }

func (s *shelves) Put(_ context.Context, rfc string, shelf step.Shelf, b []byte) (document.Hash, error) {
	h := document.HashOf(b)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.b[rfc+"/"+string(shelf)+"/"+string(h)] = b
	return h, nil
}

func (s *shelves) Get(_ context.Context, rfc string, shelf step.Shelf, h document.Hash) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.b[rfc+"/"+string(shelf)+"/"+string(h)]
	if !ok {
		return nil, missing(h)
	}
	return b, nil
}

// drop loses a blob, as a disk may.
func (s *shelves) drop(rfc string, shelf step.Shelf, h document.Hash) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.b, rfc+"/"+string(shelf)+"/"+string(h))
}

func (*shelves) Where(rfc string, shelf step.Shelf, h document.Hash) (bucket, key string) {
	return string(shelf), rfc + "/" + string(shelf) + "/" + string(h)
}

// fataler is a test or a run of rapid.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// world is a data folder.
type world struct {
	t     fataler
	ctx   context.Context //nolint:containedctx // of the one test that made the world
	books step.Books
	blobs *shelves
}

// folders hands out store files: one folder per test, a file per world.
type folders struct {
	dir string
	n   int
}

func openFolders(t *testing.T) *folders {
	t.Helper()
	return &folders{dir: t.TempDir()}
}

// open gives a new world and how to close it.
func (f *folders) open(t fataler) (w *world, done func()) {
	t.Helper()
	f.n++
	ctx := context.Background()
	s, err := embedded.Open(ctx, filepath.Join(f.dir, "books"+ledger.LineNumber(f.n)+".db"))
	if err != nil {
		t.Fatal(err)
	}
	return &world{t: t, ctx: ctx, books: s, blobs: newShelves()}, func() {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w, done := openFolders(t).open(t)
	t.Cleanup(done)
	return w
}

func (w *world) ingest() *step.Ingest {
	return &step.Ingest{Books: w.books, Blobs: w.blobs, Now: noon}
}

// settle commits one arrival, as the last try.
func (w *world) settle(papers ...*step.Paper) []step.Record {
	w.t.Helper()
	records, ok, err := w.ingest().Settle(w.ctx, papers, true)
	if err != nil || !ok {
		w.t.Fatalf("settle: %v, %v", ok, err)
	}
	return records
}

// match brings the books up to date and holds them to their invariants.
func (w *world) match(rfc string) {
	w.t.Helper()
	if _, err := (&step.Match{Books: w.books, Workers: 2}).Run(w.ctx, rfc); err != nil {
		w.t.Fatal(err)
	}
	w.check(rfc)
}

// check runs Book.Check on every book and Replay on the programme.
func (w *world) check(rfc string) {
	w.t.Helper()
	err := step.EachBook(w.ctx, w.books, rfc, func(b *ledger.Book) error { return b.Check() })
	if err != nil {
		w.t.Fatal(err)
	}
	r, err := step.Replay(w.ctx, w.books, rfc)
	if err != nil || r.Difference.EN != "" {
		w.t.Fatalf("replay: %v %s", err, r.Difference.EN)
	}
}

// state is everything that must not depend on arrival: books and findings.
type state struct {
	Books    map[string]string // material to the hash of its run and bytes
	Findings map[string]string
}

func (w *world) state(rfc string) state {
	w.t.Helper()
	s := state{map[string]string{}, map[string]string{}}
	for b, err := range w.books.Books(w.ctx, rfc) {
		if err != nil {
			w.t.Fatal(err)
		}
		book, err := step.OpenBook(w.ctx, w.books, rfc, b)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(book.Lots)+len(book.Exits) > 0 { // an emptied material says nothing
			raw, err := book.Encode()
			if err != nil {
				w.t.Fatal(err)
			}
			s.Books[book.Material.Key+"/"+book.Material.Unit] = string(b.Run()) + " " + string(document.HashOf(raw))
		}
	}
	for g, err := range w.books.GroupFindings(w.ctx, rfc) {
		if err != nil {
			w.t.Fatal(err)
		}
		b, err := json.Marshal(g.Findings)
		if err != nil {
			w.t.Fatal(err)
		}
		s.Findings[g.Group] = string(b)
	}
	return s
}

// book is the evaluated book of a fracción.
func (w *world) book(rfc string, m ledger.Material) *ledger.Book {
	w.t.Helper()
	b, ok, err := w.books.Book(w.ctx, rfc, m.ID(rfc))
	if err != nil || !ok {
		w.t.Fatalf("book of %v: %v, %v", m, ok, err)
	}
	book, err := step.OpenBook(w.ctx, w.books, rfc, b)
	if err != nil {
		w.t.Fatal(err)
	}
	return book
}

// codes are the finding codes of a programme's books, sorted.
func (w *world) codes() []string {
	w.t.Helper()
	var out []string
	err := step.Findings(w.ctx, w.books, rfc, func(l step.Located) error {
		out = append(out, l.Finding.Code)
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reader reads PDF in this process: these are our own.
func reader() *step.Reader {
	return &step.Reader{PDF: step.PDFReader(func(ctx context.Context, b []byte) (*pdftext.Text, error) {
		return locked.Read(ctx, b, pdftext.Limits{})
	})}
}

// company is a synthetic company, generated once per options.
type company struct {
	names  []string
	files  map[string][]byte
	papers map[string][]*step.Paper
	truth  *synth.Truth
}

func invent(t *testing.T, opt synth.Options) company {
	t.Helper()
	c := company{files: map[string][]byte{}, papers: map[string][]*step.Paper{}}
	truth, err := synth.Generate(opt, func(name string, b []byte) error {
		c.names, c.files[name] = append(c.names, name), b
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c.truth = truth
	for name, b := range c.files {
		c.papers[name] = reader().Read(t.Context(), step.Input{Name: name, Bytes: b, RFC: truth.Company.RFC})
	}
	return c
}

// read gives fresh papers of one of its files, handed in for its programme.
func (c company) read(name string) []*step.Paper {
	out := make([]*step.Paper, len(c.papers[name]))
	for i, p := range c.papers[name] {
		again := *p
		out[i] = &again
	}
	return out
}

// documents are the files but the truth.
func (c company) documents() []string {
	return slices.DeleteFunc(slices.Clone(c.names), func(n string) bool { return n == "truth.json" })
}

// line is a partida of the papers these tests write.
func line(sec int, fraccion string, kilos int64) ledger.Line {
	return ledger.Line{Sec: sec, Fraccion: fraccion, UMT: "1", CantidadUMT: micros(kilos), UMC: "1", CantidadUMC: micros(kilos)}
}

// paper is an accepted pedimento of our own, already a fact.
func paper(f ledger.Fact) *step.Paper {
	if f.Source == "" {
		f.Source = document.SourceDataStage
	}
	if f.Operacion == "" {
		f.Operacion = "IMP"
	}
	f.AsOf = max(f.AsOf, f.Pago)
	b, err := f.Encode()
	if err != nil {
		panic(err) // a fact always encodes
	}
	sha := document.HashOf(append([]byte("the document of "), b...))
	f.Doc = sha
	return &step.Paper{Fact: &f, Record: step.Record{
		RFC: rfc, SHA: sha, Name: f.Key + "." + string(f.Source), Kind: document.KindPedimento, Source: f.Source, Key: f.Key,
		Status: document.Accepted, Period: f.Pago.String()[:7],
	}}
}

// number is the 15 digits of a pedimento of a year.
func number(year, n int) string {
	doc := pedimento.PadInt(ledger.LineNumber(year%10*1_000_000+n), 7)
	return pedimento.Number(year, "240", "3210", doc)
}
