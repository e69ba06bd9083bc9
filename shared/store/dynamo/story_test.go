package dynamo_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
)

const (
	rfc      = "AAA010101AA1"
	original = "212430010000001"
	rectif   = "212430010000002"
	older    = "202430010000009"
)

// chapter is one arrival of the story every fault is tried on.
type chapter struct {
	name string
	fill func(c *step.Commit)
}

func fact(key, group string, data []byte) step.FactRecord {
	return step.FactRecord{Hash: document.HashOf(data), Kind: step.FactPedimento, Key: key, Group: group, Data: data}
}

func move(n int, group string, data []byte) step.MovementRecord {
	m := ledger.Fraccion(fmt.Sprintf("%08d", n), "06")
	return step.MovementRecord{Material: m, ID: m.ID(rfc), Group: group, Data: data}
}

func finding(group, code string) step.GroupFindings {
	return step.GroupFindings{Group: group, Findings: []ledger.Finding{{Pedimento: group, Finding: document.Finding{Code: code, Severity: document.Warning}}}}
}

// story: a rectification before its original, regroups, removals, and
// payloads that spill into items of their own.
func story() []chapter {
	big := make([]byte, 4<<10) // more than a commit item carries itself
	src := rand.NewChaCha8([32]byte{7})
	_, _ = src.Read(big) // never fails
	return []chapter{
		{"rectification", func(c *step.Commit) {
			c.Facts = []step.FactRecord{fact(rectif, rectif, []byte("r1")), fact(rectif, rectif, big)}
			c.Movements = []step.MovementRecord{move(1, rectif, []byte("r in 1")), move(2, rectif, []byte("r in 2"))}
			c.Findings = []step.GroupFindings{finding(rectif, "rectification_without_original")}
		}},
		{"original", func(c *step.Commit) {
			c.Regroups = []step.Regroup{{From: rectif, To: original}}
			c.Facts = []step.FactRecord{fact(original, original, []byte("o"))}
			c.Movements = []step.MovementRecord{move(1, rectif, nil), move(2, rectif, nil), move(1, original, []byte("o in 1"))}
			c.Findings = []step.GroupFindings{{Group: rectif}, finding(original, "late")}
		}},
		{"another source", func(c *step.Commit) {
			// what the group held moves on; what this commit brings to it stays
			c.Regroups = []step.Regroup{{From: original, To: older}}
			c.Facts = []step.FactRecord{fact(original, original, []byte("o, print"))}
			c.Movements = []step.MovementRecord{move(1, original, []byte("o in 1, confirmed")), move(3, original, []byte("o in 3"))}
			c.Findings = []step.GroupFindings{{Group: original}}
		}},
	}
}

// tell makes every arrival happen and every book follow, the way the steps
// do: what is known is not committed again, a Conflict is read again. It gives
// up at the first other fault.
func tell(ctx context.Context, s *dynamo.Store) error {
	for _, c := range story() {
		if err := arrive(ctx, s, c); err != nil {
			return err
		}
		if err := follow(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func arrive(ctx context.Context, s *dynamo.Store, ch chapter) error {
	for {
		c, err := next(ctx, s, ch) // the head before anything that depends on it
		if err != nil {
			return err
		}
		k, err := s.Known(ctx, rfc, []document.Hash{c.Entries[0].Record.SHA}, nil)
		if err != nil || len(k.BySHA) > 0 {
			return err
		}
		if err = s.Commit(ctx, c); !fault.Is(err, fault.Conflict) {
			return err
		}
	}
}

// next is the commit of a chapter on the head as it is.
func next(ctx context.Context, s *dynamo.Store, ch chapter) (step.Commit, error) {
	head, err := s.Head(ctx, rfc)
	if err != nil {
		return step.Commit{}, err
	}
	e, err := step.Chain(head.Hash, head.Seq+1, time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC), step.Record{
		RFC: rfc, SHA: document.HashOf([]byte(ch.name)), Name: ch.name, Kind: document.KindPedimento, Key: ch.name, Status: document.Accepted,
	})
	c := step.Commit{RFC: rfc, After: head, Entries: []step.Entry{e}}
	ch.fill(&c)
	return c, err
}

func follow(ctx context.Context, s *dynamo.Store) error {
	for {
		dirty, err := s.Dirty(ctx, rfc)
		if err != nil || len(dirty) == 0 {
			return err
		}
		us, err := books(ctx, s)
		if err != nil {
			return err
		}
		if err := s.SaveBooks(ctx, rfc, us); err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
}

// books are the next generations of the materials that are behind.
func books(ctx context.Context, s *dynamo.Store) ([]step.BookUpdate, error) {
	dirty, err := s.Dirty(ctx, rfc)
	if err != nil {
		return nil, err
	}
	var us []step.BookUpdate
	for _, ref := range dirty {
		rows, err := s.Movements(ctx, rfc, ref.ID, ref.Wanted)
		if err != nil {
			return nil, err
		}
		data := fmt.Appendf(nil, "%s at %d: %q", ref.Material.Key, ref.Wanted, rows)
		u := step.BookUpdate{Ref: ref, Book: step.BookRecord{ID: ref.ID, Gen: ref.Gen + 1, Applied: ref.Wanted, Manifest: data}}
		if ref.Gen > 0 {
			head, _, err := s.Book(ctx, rfc, ref.ID)
			if err != nil {
				return nil, err
			}
			if head.Gen != ref.Gen {
				continue // a switch of ours that was given up landed after Dirty was read
			}
			u.From, u.Book.Rewrite = head.Run(), fmt.Appendf(nil, "changes %s", head.Manifest)
		}
		for n, row := range rows {
			b := append([]byte{byte(n)}, row...)
			u.Segments = append(u.Segments, ledger.Segment{ID: ledger.SegmentIDOf(b), Data: b})
		}
		us = append(us, u)
	}
	return us, nil
}

// state is everything a reader can see.
type state struct {
	Head     step.Head
	Entries  []step.Entry
	Facts    []step.FactRecord
	Groups   map[string][]step.GroupRef
	Findings []step.GroupFindings
	Moves    [][][]byte
	Edits    [][]ledger.Edit
	Segments [][][]byte
	Dirty    []step.MaterialRef
	Books    []step.BookRecord
	History  []step.BookRecord
	Known    step.Known
}

func observe(t *testing.T, s *dynamo.Store) state {
	t.Helper()
	ctx := t.Context()
	var st state
	var err error
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	st.Head, err = s.Head(ctx, rfc)
	check(err)
	for e, err := range s.Entries(ctx, rfc, 0) {
		check(err)
		st.Entries = append(st.Entries, e)
	}
	for f, err := range s.AllFacts(ctx, rfc) {
		check(err)
		f.Data = []byte(document.HashOf(f.Data)) // short in a diff
		st.Facts = append(st.Facts, f)
	}
	st.Groups, err = s.Groups(ctx, rfc, []string{original[2:], rectif[2:], older[2:]})
	check(err)
	for g, err := range s.GroupFindings(ctx, rfc) {
		check(err)
		st.Findings = append(st.Findings, g)
	}
	for n := range 4 {
		id := move(n, "", nil).ID
		rows, err := s.Movements(ctx, rfc, id, st.Head.Seq)
		check(err)
		st.Moves = append(st.Moves, rows)
		edits, err := s.Edits(ctx, rfc, step.MaterialRef{ID: id, Applied: 1, Wanted: st.Head.Seq})
		check(err)
		st.Edits = append(st.Edits, edits)
		var ids []ledger.SegmentID // of what its book says
		for n, row := range rows {
			ids = append(ids, ledger.SegmentIDOf(append([]byte{byte(n)}, row...)))
		}
		segments, err := s.Segments(ctx, rfc, id, ids)
		check(err)
		st.Segments = append(st.Segments, segments)
		for b, err := range s.Generations(ctx, rfc, id) {
			check(err)
			st.History = append(st.History, b)
		}
	}
	st.Dirty, err = s.Dirty(ctx, rfc)
	check(err)
	for b, err := range s.Books(ctx, rfc) {
		check(err)
		st.Books = append(st.Books, b)
	}
	var shas []document.Hash
	for _, c := range story() {
		shas = append(shas, document.HashOf([]byte(c.name)))
	}
	st.Known, err = s.Known(ctx, rfc, shas, nil)
	check(err)
	return st
}
