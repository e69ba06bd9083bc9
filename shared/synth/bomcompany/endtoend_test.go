package bomcompany_test

import (
	"context"
	encoding "encoding/json"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/synth/bomcompany"
)

// shelf keeps the bytes of documents in memory.
type shelf struct {
	mu sync.Mutex
	b  map[document.Hash][]byte
}

func (s *shelf) Put(_ context.Context, _ string, _ step.Shelf, b []byte) (document.Hash, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := document.HashOf(b)
	s.b[h] = b
	return h, nil
}

func (s *shelf) Get(_ context.Context, _ string, _ step.Shelf, h document.Hash) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b, ok := s.b[h]; ok {
		return b, nil
	}
	return nil, fault.Newf(fault.Misconfigured, "get "+string(h), "not there")
}

func (*shelf) Where(rfc string, s step.Shelf, h document.Hash) (bucket, key string) {
	return string(s), rfc + "/" + string(h)
}

// house is a data folder that the company's documents go through.
type house struct {
	t     *testing.T
	o     output
	store *embedded.Store
	blobs *shelf
	steps int
}

func newHouse(t *testing.T, o output) *house {
	t.Helper()
	s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &house{t: t, o: o, store: s, blobs: &shelf{b: map[document.Hash][]byte{}}}
}

// deliver reads the named documents as they are handed in for the programme
// and commits them in one arrival.
func (h *house) deliver(names ...string) {
	h.t.Helper()
	var papers []*step.Paper
	for _, name := range names {
		read := (&step.Reader{}).Read(h.t.Context(), step.Input{Name: name, Bytes: h.o.files[name], RFC: h.o.truth.RFC})
		papers = append(papers, read...)
	}
	now := func() time.Time { return time.Date(2026, 1, 2, 12, h.steps/60, h.steps%60, 0, time.UTC) }
	records, ok, err := (&step.Ingest{Books: h.store, Blobs: h.blobs, Now: now}).Settle(h.t.Context(), papers, true)
	if err != nil || !ok {
		h.t.Fatalf("%v: %v %v", names, ok, err)
	}
	for _, r := range records {
		if r.Status == document.Quarantined || r.Status == document.Unsupported {
			h.t.Fatalf("%s is %s: %v", r.Name, r.Status, r.Findings)
		}
	}
	h.steps++
}

// match brings the books up to date and holds them to their invariants.
func (h *house) match() {
	h.t.Helper()
	if _, err := (&step.Match{Books: h.store, Workers: 2}).Run(h.t.Context(), h.o.truth.RFC); err != nil {
		h.t.Fatal(err)
	}
	k, err := step.CheckBooks(h.t.Context(), h.store, h.o.truth.RFC)
	if err != nil || len(k.Breaches) > 0 {
		h.t.Fatalf("after %d deliveries: %v %v", h.steps, err, k)
	}
}

// books are the bytes of every book in which something moves, and the findings
// by their group.
func (h *house) books() map[string]string {
	h.t.Helper()
	out := map[string]string{}
	for b, err := range h.store.Books(h.t.Context(), h.o.truth.RFC) {
		if err != nil {
			h.t.Fatal(err)
		}
		book, err := step.OpenBook(h.t.Context(), h.store, h.o.truth.RFC, b)
		if err != nil {
			h.t.Fatal(err)
		}
		if len(book.Lots)+len(book.Exits) > 0 {
			out[book.Material.Key+"/"+book.Material.Unit] = string(b.Run()) + " " + string(document.HashOf(b.Manifest))
		}
	}
	for g, err := range h.store.GroupFindings(h.t.Context(), h.o.truth.RFC) {
		if err != nil {
			h.t.Fatal(err)
		}
		b, err := encoding.Marshal(g.Findings)
		if err != nil {
			h.t.Fatal(err)
		}
		if string(b) != "null" {
			out["findings of "+g.Group] = string(b)
		}
	}
	return out
}

// account is what the stored books say, in the words of the truth.
func (h *house) account() account {
	h.t.Helper()
	a := account{}
	err := step.EachBook(h.t.Context(), h.store, h.o.truth.RFC, func(b *ledger.Book) error {
		a.booked(b)
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

// names are the documents in the order they arrive.
func (o output) names() []string {
	out := make([]string, len(o.truth.Files))
	for i, f := range o.truth.Files {
		out[i] = f.Name
	}
	return out
}

// kinds parts the documents: those of a kind, and the others.
func (o output) kinds(kinds ...document.Kind) (those, others []string) {
	for _, f := range o.truth.Files {
		if slices.Contains(kinds, f.Kind) {
			those = append(those, f.Name)
		} else {
			others = append(others, f.Name)
		}
	}
	return those, others
}

// deliveries are ways the same documents may come in: each is a list of
// arrivals, and says whether the books are matched and checked after each.
func deliveries(o output, seed uint64) map[string]delivery {
	r := rand.New(rand.NewPCG(seed, 4))
	shuffled := func(names []string) []string {
		out := slices.Clone(names)
		r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}
	plant, others := o.kinds(document.KindPlant)
	programme, rest := o.kinds(document.KindProgramme)
	stages, noStages := o.kinds(document.KindDataStage)
	twice := slices.Concat(o.names(), o.names())
	return map[string]delivery{
		"month by month":     {byMonth(o), true},
		"all at once":        {[][]string{o.names()}, false},
		"shuffled":           {chunks(shuffled(o.names()), 5), false},
		"shuffled, twice":    {chunks(shuffled(twice), 7), false},
		"backwards":          {chunks(reversed(o.names()), 9), true},
		"plant first":        {append(chunks(shuffled(plant), 4), chunks(others, 6)...), false},
		"plant last":         {append(chunks(others, 6), chunks(shuffled(plant), 2)...), true},
		"programme last":     {append(chunks(shuffled(rest), 8), programme), false},
		"pedimentos last":    {append(chunks(shuffled(noStages), 8), chunks(reversed(stages), 1)...), false},
		"one document a day": {chunks(shuffled(o.names()), 1), false},
	}
}

type delivery struct {
	arrivals [][]string
	matching bool
}

func chunks(names []string, n int) [][]string { return slices.Collect(slices.Chunk(names, n)) }

func reversed(names []string) []string {
	out := slices.Clone(names)
	slices.Reverse(out)
	return out
}

// byMonth parts the documents where the Data Stage of a month ends it.
func byMonth(o output) [][]string {
	var out [][]string
	var now []string
	for _, f := range o.truth.Files {
		now = append(now, f.Name)
		if f.Kind == document.KindDataStage {
			out, now = append(out, now), nil
		}
	}
	return append(out, now)
}

// TestEndToEnd: the documents themselves, through the product's readers, its
// ingest and its matching on the embedded store, give the books of the truth
// to the last unit, and the same bytes however they come in.
func TestEndToEnd(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{6, 21, 22} {
		opt := bomcompany.Full(seed)
		opt.Months = 7
		t.Run("seed "+ledger.LineNumber(int(seed)), func(t *testing.T) {
			t.Parallel()
			o := generate(t, opt)
			first := newHouse(t, o)
			for _, name := range o.names() {
				first.deliver(name)
			}
			first.match()
			want, told := first.books(), told(o.truth)
			if d := cmp.Diff(told, first.account()); d != "" || len(told) < 500 {
				t.Fatalf("%d figures; the books differ from the truth (-truth +books):\n%.6000s", len(told), d)
			}
			for name, d := range deliveries(o, seed) {
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					h := newHouse(t, o)
					for _, names := range d.arrivals {
						h.deliver(names...)
						if d.matching {
							h.match()
						}
					}
					h.match()
					if d := cmp.Diff(want, h.books()); d != "" {
						t.Errorf("(-in order +this way):\n%.6000s", d)
					}
				})
			}
		})
	}
}

// TestEndToEndTwoYears takes the whole story of each kind through the readers
// once.
func TestEndToEndTwoYears(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			h := newHouse(t, o)
			h.deliver(slices.DeleteFunc(o.names(), func(n string) bool { return strings.Contains(n, "truth") })...)
			h.match()
			if d := cmp.Diff(told(o.truth), h.account()); d != "" {
				t.Errorf("the books differ from the truth (-truth +books):\n%.6000s", d)
			}
		})
	}
}
