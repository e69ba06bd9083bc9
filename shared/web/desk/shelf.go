package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// Shelf is every document of a programme, ready to be looked through.
type Shelf struct {
	Head     int64
	Docs     []step.DocumentState // the last to come first
	Arrivals map[document.Hash][]Arrival
	at       map[document.Hash]int
	inside   map[document.Hash][]int // by what they came in
	same     map[string][]int        // by business key
	fixes    map[document.Hash][]int // by what they correct
	text     []string                // what a search looks in
}

// Arrival is one time that a document came.
type Arrival struct {
	Seq    int64
	At     time.Time
	Name   string
	Parent document.Hash
	Status document.Status
}

// maxArrivals bounds how many times one document is told to have come.
const maxArrivals = 20

// Shelf implements Documents.
func (r *reading) Shelf(ctx context.Context, rfc string) (*Shelf, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	at.behind = 0 // documents wait for no matching
	return r.shelves.of(at, func() (*Shelf, error) {
		docs, err := step.Documents(ctx, r.books, rfc)
		if err != nil {
			return nil, err //nolint:wrapcheck // a fault of the store, already classified
		}
		s := &Shelf{
			Head: at.head.Seq, Docs: docs, Arrivals: make(map[document.Hash][]Arrival, len(docs)), at: make(map[document.Hash]int, len(docs)),
			inside: map[document.Hash][]int{}, same: map[string][]int{}, fixes: map[document.Hash][]int{},
		}
		slices.SortFunc(s.Docs, func(a, b step.DocumentState) int { return cmp.Compare(b.Seq, a.Seq) })
		for i := range s.Docs {
			s.index(i)
		}
		for e, err := range r.books.Entries(ctx, rfc, 0) {
			if err != nil {
				return nil, err
			}
			sha := e.Record.SHA
			if _, ok := s.at[sha]; ok && len(s.Arrivals[sha]) < maxArrivals {
				s.Arrivals[sha] = append(s.Arrivals[sha], Arrival{e.Seq, e.RecordedAt, base(e.Record.Name), e.Record.Parent, e.Record.Status})
			}
		}
		for i := range s.Docs {
			if up := s.parent(&s.Docs[i]); up != "" {
				s.inside[up] = append(s.inside[up], i)
			}
		}
		return s, nil
	})
}

// parent is what a document first came in: a correction brings its original
// along once more.
func (s *Shelf) parent(d *step.DocumentState) document.Hash {
	if a := s.Arrivals[d.Record.SHA]; len(a) > 0 {
		return a[0].Parent
	}
	return d.Record.Parent
}

// maxSearched is how many findings of a document a search reads.
const maxSearched = 3

// base is a name without its folder: where it lay is nobody's business.
func base(name string) string { return name[strings.LastIndexAny(name, `/\`)+1:] }

func (s *Shelf) index(i int) {
	d := &s.Docs[i]
	r := &d.Record
	s.at[r.SHA] = i
	if k := r.BusinessKey(); k != "" {
		s.same[k] = append(s.same[k], i)
	}
	if r.Corrects != "" {
		s.fixes[r.Corrects] = append(s.fixes[r.Corrects], i)
	}
	parts := []string{d.Name, string(r.SHA), string(r.Kind), string(r.Source), r.Key, r.Period}
	for i, f := range r.Findings {
		parts = append(parts, f.Code)
		if i < maxSearched {
			parts = append(parts, f.Message.ES, f.Message.EN)
		}
	}
	s.text = append(s.text, strings.ToLower(strings.Join(parts, "\n")))
}

// find is a document by its hash.
func (s *Shelf) find(sha document.Hash) (*step.DocumentState, bool) {
	i, ok := s.at[sha]
	if !ok {
		return nil, false
	}
	return &s.Docs[i], true
}

// name is what a document is called; its hash when it is not here.
func (s *Shelf) name(sha document.Hash) string {
	if d, ok := s.find(sha); ok {
		return d.Name
	}
	return string(sha)
}

// maxNested bounds how deep a document may lie in others.
const maxNested = 16

// root is the document whose bytes hold one: itself, or the outermost it came
// in that is here.
func (s *Shelf) root(d *step.DocumentState) *step.DocumentState {
	for range maxNested {
		up, ok := s.find(s.parent(d))
		if !ok {
			break
		}
		d = up
	}
	return d
}

// pick are documents by their places on the shelf.
func (s *Shelf) pick(at []int) []step.DocumentState {
	out := make([]step.DocumentState, len(at))
	for i, k := range at {
		out[i] = s.Docs[k]
	}
	return out
}

// wanted is what a list of documents is confined to.
type wanted struct {
	Text, Status, Kind, Source, Month string
}

// only are the documents that are wanted: every word of the search stands in
// what is known of them.
func (s *Shelf) only(w *wanted) []step.DocumentState {
	terms := strings.Fields(strings.ToLower(w.Text))
	var out []step.DocumentState
	for i := range s.Docs {
		r := &s.Docs[i].Record
		if w.Status != "" && w.Status != string(r.Status) || w.Kind != "" && w.Kind != string(r.Kind) ||
			w.Source != "" && w.Source != string(r.Source) || w.Month != "" && w.Month != r.Period {
			continue
		}
		if slices.ContainsFunc(terms, func(t string) bool { return !strings.Contains(s.text[i], t) }) {
			continue
		}
		out = append(out, s.Docs[i])
	}
	return out
}

// values are what a filter can choose from, sorted.
func (s *Shelf) values(of func(*step.Record) string) []string {
	seen := map[string]bool{}
	for i := range s.Docs {
		seen[of(&s.Docs[i].Record)] = true
	}
	delete(seen, "")
	out := make([]string, 0, len(seen))
	for v := range seen {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}
