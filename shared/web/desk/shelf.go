package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/step"
)

// Shelf is every document of a programme, ready to be looked through. It never
// changes: what comes in later makes another, which shares with it all that
// stayed.
type Shelf struct {
	Head   int64
	docs   []*Shelved // in the order of first arrival
	order  []int      // places in docs, the last to be settled first
	at     layered[document.Hash, int]
	inside layered[document.Hash, []int] // by what they came in
	same   layered[string, []int]        // by business key
	fixes  layered[document.Hash, []int] // by what they correct
	sum    func() *shelfSum
	looks  *memo[wanted, []*Shelved] // what was looked for of late
}

// keptLooks is how many searches of one shelf are kept.
const keptLooks = 8

// Shelved is a document on the shelf.
type Shelved struct {
	step.DocumentState
	Arrivals []Arrival // the first of them
	text     string    // what a search looks in
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

// shelfSum is what is told of all documents at once.
type shelfSum struct {
	quarantined            []*Shelved // the last to come first
	periods                map[string]periodSum
	terms                  time.Time // when the last programme file or table of the plant came, which is of every period
	kinds, sources, months []string  // sorted
}

// periodSum counts the documents of a period.
type periodSum struct {
	documents, quarantined int
	last                   time.Time // when the last of them came
}

// came is when a document came that is told of; copies of it say nothing new.
func (d *Shelved) came() (last time.Time) {
	for i := range d.Arrivals {
		if d.Arrivals[i].Status != document.Duplicate {
			last = d.Arrivals[i].At
		}
	}
	return last
}

// later is the later of two moments.
func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Shelf implements Documents. It goes on from the one that is kept, by what came
// in since.
func (r *reading) Shelf(ctx context.Context, rfc string) (*Shelf, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	at.behind = 0 // documents wait for no matching
	return r.shelves.of(ctx, at, func(ctx context.Context) (*Shelf, error) {
		before, ok := r.shelves.latest(func(k stamp) bool { return k.rfc == rfc && k.head.Seq <= at.head.Seq })
		if !ok || rfc == step.Unassigned { // what programmes take of it is told in their journals
			before = &Shelf{}
		}
		b := newShelver(before)
		if rfc == step.Unassigned {
			if b.only, err = r.unclaimed(ctx); err != nil {
				return nil, err
			}
		}
		if err := b.read(ctx, r.books, at); err != nil {
			return nil, err
		}
		if b.moved {
			b = newShelver(&Shelf{})
			if err := b.read(ctx, r.books, at); err != nil {
				return nil, err
			}
		}
		return b.finish(), nil
	})
}

// unclaimed are the documents of nobody that no programme has taken.
func (r *reading) unclaimed(ctx context.Context) (map[document.Hash]bool, error) {
	docs, err := step.Documents(ctx, r.books, step.Unassigned)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	only := make(map[document.Hash]bool, len(docs))
	for i := range docs {
		only[docs[i].Record.SHA] = true
	}
	return only, nil
}

// shelver puts more documents on a shelf.
type shelver struct {
	*Shelf
	only  map[document.Hash]bool // nil for all
	fresh map[document.Hash]int
	mine  map[int]bool // documents that this shelf does not share
	kept  int          // documents that were there before
	moved bool         // a document that was there is found by something else than before
	words map[string]string
}

func newShelver(before *Shelf) *shelver {
	s := *before
	s.docs = slices.Clone(s.docs)
	return &shelver{Shelf: &s, fresh: map[document.Hash]int{}, mine: map[int]bool{}, kept: len(s.docs), words: map[string]string{}}
}

// read takes what came in since, up to a state of the journal.
func (b *shelver) read(ctx context.Context, books step.Journal, at stamp) error {
	for e, err := range books.Entries(ctx, at.rfc, b.Head) {
		if err != nil {
			return err
		}
		if e.Seq > at.head.Seq {
			break
		}
		b.add(&e)
	}
	return nil
}

// word is a text that many documents have, kept once.
func (b *shelver) word(s string) string {
	if kept, ok := b.words[s]; ok {
		return kept
	}
	b.words[s] = s
	return s
}

// add takes one entry of the journal.
func (b *shelver) add(e *step.Entry) {
	b.Head = e.Seq
	r := &e.Record
	if !r.Came() || b.only != nil && !b.only[r.SHA] {
		return
	}
	r.RFC, r.Kind, r.Source, r.Status = b.word(r.RFC), document.Kind(b.word(string(r.Kind))), document.Source(b.word(string(r.Source))), document.Status(b.word(string(r.Status)))
	r.Period, r.Parent = b.word(r.Period), document.Hash(b.word(string(r.Parent)))
	i, seen := b.fresh[r.SHA]
	if !seen {
		i, seen = b.at.of(r.SHA)
	}
	var d *Shelved
	switch {
	case !seen:
		i = len(b.docs)
		b.fresh[r.SHA] = i
		d = &Shelved{DocumentState: step.FirstState(e)}
		b.docs = append(b.docs, d)
	default:
		had := b.docs[i]
		d = &Shelved{DocumentState: had.After(e), Arrivals: slices.Clip(had.Arrivals)}
		b.moved = b.moved || i < b.kept && (d.Record.BusinessKey() != had.Record.BusinessKey() || d.Record.Corrects != had.Record.Corrects)
		b.docs[i] = d
	}
	if len(d.Arrivals) < maxArrivals {
		d.Arrivals = append(d.Arrivals, Arrival{e.Seq, e.RecordedAt, base(r.Name), r.Parent, r.Status})
	}
	b.mine[i] = true
}

// finish makes all findable.
func (b *shelver) finish() *Shelf {
	s := b.Shelf
	inside, same, fixes := map[document.Hash][]int{}, map[string][]int{}, map[document.Hash][]int{}
	for _, i := range slices.Sorted(maps.Keys(b.mine)) {
		d := s.docs[i]
		d.text = searched(&d.DocumentState)
		if i < b.kept {
			continue
		}
		if k := d.Record.BusinessKey(); k != "" {
			same[k] = append(same[k], i)
		}
		if d.Record.Corrects != "" {
			fixes[d.Record.Corrects] = append(fixes[d.Record.Corrects], i)
		}
		if up := d.parent(); up != "" {
			inside[up] = append(inside[up], i)
		}
	}
	s.at, s.inside, s.same, s.fixes = s.at.with(b.fresh), s.inside.with(joined(s.inside, inside)), s.same.with(joined(s.same, same)), s.fixes.with(joined(s.fixes, fixes))
	s.order = make([]int, len(s.docs))
	for i := range s.order {
		s.order[i] = len(s.docs) - 1 - i
	}
	slices.SortFunc(s.order, func(a, b int) int { return cmp.Compare(s.docs[b].Seq, s.docs[a].Seq) })
	s.sum, s.looks = sync.OnceValue(s.summed), newMemo[wanted, []*Shelved](keptLooks)
	return s
}

// joined are the new lists behind those that were there.
func joined[K comparable](had layered[K, []int], more map[K][]int) map[K][]int {
	for k, list := range more {
		if old, ok := had.of(k); ok {
			more[k] = slices.Concat(old, list)
		}
	}
	return more
}

// standsAside reports a table that changes at most what is told of some periods, and is
// delivered every day by some plants.
func standsAside(r *step.Record) bool {
	name, _, _ := strings.Cut(r.Key, ":")
	t, ok := material.ByName(name)
	return ok && t.Aside
}

// summed reads every document once.
func (s *Shelf) summed() *shelfSum {
	out := &shelfSum{periods: map[string]periodSum{}}
	kinds, sources := map[string]bool{}, map[string]bool{}
	for _, i := range s.order {
		d := s.docs[i]
		r := &d.Record
		kinds[string(r.Kind)], sources[string(r.Source)] = true, true
		p := out.periods[r.Period]
		switch r.Status {
		case document.Accepted, document.Version:
			p.documents++
			p.last = later(p.last, d.came())
			if r.Kind == document.KindProgramme || r.Kind == document.KindPlant && !standsAside(r) {
				out.terms = later(out.terms, d.came())
			}
		case document.Quarantined:
			p.quarantined++
			p.last = later(p.last, d.came())
			out.quarantined = append(out.quarantined, d)
		case document.Duplicate, document.Unsupported:
		}
		out.periods[r.Period] = p
	}
	named := func(keys []string) []string { return slices.DeleteFunc(keys, func(s string) bool { return s == "" }) }
	out.kinds, out.sources, out.months = named(slices.Sorted(maps.Keys(kinds))), named(slices.Sorted(maps.Keys(sources))), named(slices.Sorted(maps.Keys(out.periods)))
	return out
}
