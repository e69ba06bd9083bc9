package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// parent is what a document first came in: a correction brings its original
// along once more.
func (d *Shelved) parent() document.Hash {
	if len(d.Arrivals) > 0 {
		return d.Arrivals[0].Parent
	}
	return d.Record.Parent
}

// maxSearched is how many findings of a document a search reads.
const maxSearched = 3

// base is a name without its folder: where it lay is nobody's business.
func base(name string) string { return name[strings.LastIndexAny(name, `/\`)+1:] }

// searched is what a search looks in.
func searched(d *step.DocumentState) string {
	r := &d.Record
	parts := []string{d.Name, string(r.SHA), string(r.Kind), string(r.Source), r.Key, r.Period}
	for i, f := range r.Findings {
		parts = append(parts, f.Code)
		if i < maxSearched {
			parts = append(parts, f.Message.ES, f.Message.EN)
		}
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}

// find is a document by its hash.
func (s *Shelf) find(sha document.Hash) (*Shelved, bool) {
	i, ok := s.at.of(sha)
	if !ok {
		return nil, false
	}
	return s.docs[i], true
}

// all are the documents in the order of first arrival.
func (s *Shelf) all(yield func(*step.DocumentState) bool) {
	for _, d := range s.docs {
		if !yield(&d.DocumentState) {
			return
		}
	}
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
func (s *Shelf) root(d *Shelved) *Shelved {
	for range maxNested {
		up, ok := s.find(d.parent())
		if !ok {
			break
		}
		d = up
	}
	return d
}

// pick are documents by their places on the shelf, the last to come first.
func (s *Shelf) pick(at []int) []*Shelved {
	out := make([]*Shelved, len(at))
	for i, k := range at {
		out[i] = s.docs[k]
	}
	slices.SortFunc(out, func(a, b *Shelved) int { return cmp.Compare(b.Seq, a.Seq) })
	return out
}

// wanted is what a list of documents is confined to.
type wanted struct {
	Text, Status, Kind, Source, Month string
}

// inState reports a state that is wanted.
func (w *wanted) inState(s document.Status) bool {
	switch w.Status {
	case "":
		return true
	case inBooksState:
		return s == document.Accepted || s == document.Version
	}
	return w.Status == string(s)
}

// perSearcher is how many documents one searcher looks through: many are looked
// through by several at once.
const perSearcher = 1 << 14

// only are the documents that are wanted, looked for once. Who asks waits for them
// whatever their patience is: nothing is read but what is at hand.
func (s *Shelf) only(ctx context.Context, w *wanted) ([]*Shelved, error) {
	return s.looks.of(patienceOf(ctx).unhurried(ctx), *w, func(context.Context) ([]*Shelved, error) { return s.search(w), nil })
}

// termsOf are the words of a search, the longest first: it rules out most.
func termsOf(text string) []string {
	terms := strings.Fields(strings.ToLower(text))
	slices.SortStableFunc(terms, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return terms
}

// search are the documents that are wanted, the last to come first: every word of
// the search stands in what is known of them, or every word and number of it, when
// numbers are written as the books have them.
func (s *Shelf) search(w *wanted) []*Shelved {
	terms := [][]string{termsOf(w.Text)}
	if joined := pedimento.Joined(w.Text); joined != w.Text {
		terms = append(terms, termsOf(joined))
	}
	found := make([][]*Shelved, (len(s.order)+perSearcher-1)/perSearcher)
	var all sync.WaitGroup
	for n := range found {
		part := s.order[n*perSearcher : min((n+1)*perSearcher, len(s.order))]
		look := func() { found[n] = s.among(part, w, terms) }
		if len(found) == 1 || len(terms[0]) == 0 {
			look()
			continue
		}
		all.Go(look)
	}
	all.Wait()
	return slices.Concat(found...)
}

// among are the wanted of some documents.
func (s *Shelf) among(places []int, w *wanted, terms [][]string) (out []*Shelved) {
	for _, i := range places {
		d := s.docs[i]
		r := &d.Record
		if !w.inState(r.Status) || w.Kind != "" && w.Kind != string(r.Kind) ||
			w.Source != "" && w.Source != string(r.Source) || w.Month != "" && w.Month != r.Period && (len(w.Month) != len("2006") || !strings.HasPrefix(r.Period, w.Month+"-")) {
			continue
		}
		if slices.ContainsFunc(terms, d.has) {
			out = append(out, d)
		}
	}
	return out
}

// has reports a document of which every word is known.
func (d *Shelved) has(words []string) bool {
	return !slices.ContainsFunc(words, func(t string) bool { return !strings.Contains(d.text, t) })
}
