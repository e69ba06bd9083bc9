package storetest

import (
	"encoding/json"
	"iter"
	"reflect"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// sharedKey is a pedimento, and a group, that every programme of this test has.
const sharedKey = "212430010000001"

// crossedID is a material that every one of them has, by the same id.
func crossedID() string { return material(1).ID(rfcA) }

// walked is a walk as what it gave, or its error.
func walked[T any](seq iter.Seq2[T, error]) (any, error) {
	var out []T
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// answered is the answer of a read, and whether there was one.
func answered[T any](v T, ok bool, err error) (any, error) { return []any{v, ok}, err }

// read is the answer of a read.
func read[T any](v T, err error) (any, error) { return v, err }

// crossings ask for one programme, by every method that reads, what every
// programme of this test has under the same names.
func crossings() map[string]func(ctx ctx, s step.Books, rfc string) (any, error) {
	type ask = func(ctx ctx, s step.Books, rfc string) (any, error)
	return map[string]ask{
		"Head":    func(ctx ctx, s step.Books, rfc string) (any, error) { return read(s.Head(ctx, rfc)) },
		"Entries": func(ctx ctx, s step.Books, rfc string) (any, error) { return walked(s.Entries(ctx, rfc, 0)) },
		"Known": func(ctx ctx, s step.Books, rfc string) (any, error) {
			r := record("first")
			return read(s.Known(ctx, rfc, []document.Hash{r.SHA}, []string{r.BusinessKey()}))
		},
		"Groups": func(ctx ctx, s step.Books, rfc string) (any, error) {
			return read(s.Groups(ctx, rfc, []string{sharedKey[2:]}))
		},
		"Facts": func(ctx ctx, s step.Books, rfc string) (any, error) {
			return read(s.Facts(ctx, rfc, []string{sharedKey}))
		},
		"AllFacts":      func(ctx ctx, s step.Books, rfc string) (any, error) { return walked(s.AllFacts(ctx, rfc)) },
		"GroupFindings": func(ctx ctx, s step.Books, rfc string) (any, error) { return walked(s.GroupFindings(ctx, rfc)) },
		"Movements": func(ctx ctx, s step.Books, rfc string) (any, error) {
			return read(s.Movements(ctx, rfc, crossedID(), step.Latest))
		},
		"Edits": func(ctx ctx, s step.Books, rfc string) (any, error) {
			return read(s.Edits(ctx, rfc, step.MaterialRef{ID: crossedID(), Material: material(1), Wanted: 1}))
		},
		"Movers":    func(ctx ctx, s step.Books, rfc string) (any, error) { return read(s.Movers(ctx, rfc, crossedID())) },
		"Materials": func(ctx ctx, s step.Books, rfc string) (any, error) { return read(s.Materials(ctx, rfc)) },
		"Dirty":     func(ctx ctx, s step.Books, rfc string) (any, error) { return read(s.Dirty(ctx, rfc)) },
		"Material": func(ctx ctx, s step.Books, rfc string) (any, error) {
			return answered(s.Material(ctx, rfc, crossedID()))
		},
		"Book":  func(ctx ctx, s step.Books, rfc string) (any, error) { return answered(s.Book(ctx, rfc, crossedID())) },
		"Books": func(ctx ctx, s step.Books, rfc string) (any, error) { return walked(s.Books(ctx, rfc)) },
		"Segments": func(ctx ctx, s step.Books, rfc string) (any, error) {
			return read(s.Segments(ctx, rfc, crossedID(), []ledger.SegmentID{segment([]byte("of " + rfcA)).ID}))
		},
		"Generations": func(ctx ctx, s step.Books, rfc string) (any, error) {
			return walked(s.Generations(ctx, rfc, crossedID()))
		},
	}
}

// writes are the methods that write; everyProgramme is of none. Both stand
// here so that a new method is either crossed or named.
const (
	writes         = "Commit SaveBooks"
	everyProgramme = "Programmes"
)

// programmesCrossed: what a programme reads is what it wrote, by every method of
// step.Books. One that wrote nothing reads nothing where another wrote the same
// names, what others write changes nothing, and nobody writes onto the state of
// another.
func programmesCrossed(t *testing.T, s step.Books) {
	asks := crossings()
	for m := range reflect.TypeFor[step.Books]().Methods() {
		if asks[m.Name] == nil && !strings.Contains(" "+writes+" "+everyProgramme+" ", " "+m.Name+" ") {
			t.Errorf("no programme is crossed by %s", m.Name)
		}
	}
	look := func(rfc string) map[string]string {
		out := map[string]string{}
		for name, ask := range asks {
			out[name] = shown(t, ask, s, rfc)
		}
		return out
	}
	blank := look(rfcA)
	rfcs := []string{rfcA, rfcPrefix, rfcB}
	seen := map[string]map[string]string{}
	var head step.Head
	var stale step.BookUpdate
	for _, rfc := range rfcs {
		same(t, rfc+" before it wrote anything", look(rfc), blank)
		if len(seen) > 0 {
			c := (&writer{t: t, s: s, rfc: rfc, head: head}).next(record("onto another"))
			conflict(t, rfc+" commits after the head of another", s.Commit(t.Context(), c))
			conflict(t, rfc+" saves a book onto that of another", s.SaveBooks(t.Context(), rfc, []step.BookUpdate{stale}))
		}
		head, stale = full(t, s, rfc)
		seen[rfc] = look(rfc)
		for name, before := range blank {
			if seen[rfc][name] == before {
				t.Errorf("%s of %s shows nothing of what was written", name, rfc)
			}
		}
		for other, before := range seen {
			same(t, other+" after "+rfc+" wrote", look(other), before)
		}
	}
}

// full writes what every method can read, and gives what another programme
// might write upon.
func full(t *testing.T, s step.Books, rfc string) (step.Head, step.BookUpdate) {
	t.Helper()
	w := &writer{t: t, s: s, rfc: rfc}
	mine := segment([]byte("of " + rfcA)) // the same bytes, so that the id is known
	w.arrive("first", func(c *step.Commit) {
		c.Facts = []step.FactRecord{fact(sharedKey, sharedKey, "of "+rfc)}
		c.Movements = []step.MovementRecord{movement(rfcA, 1, sharedKey, "of "+rfc), movement(rfcA, 2, sharedKey, "more of "+rfc)}
		c.Findings = []step.GroupFindings{findings(sharedKey, "of "+rfc)}
	})
	u := update(refOf(t, s, rfc, crossedID()), "book of "+rfc)
	u.Segments = []ledger.Segment{mine}
	if err := s.SaveBooks(t.Context(), rfc, []step.BookUpdate{u}); err != nil {
		t.Fatal(err)
	}
	next := u
	next.Ref.Gen, next.Ref.Applied, next.Book.Gen, next.From = u.Book.Gen, u.Book.Applied, u.Book.Gen+1, u.Book.Run()
	return w.head, next
}

// shown is what a read says, or the class of its fault.
func shown(t *testing.T, ask func(ctx, step.Books, string) (any, error), s step.Books, rfc string) string {
	t.Helper()
	v, err := ask(t.Context(), s, rfc)
	if err != nil {
		return fault.Of(err).String()
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
