// Package storetest is the one suite that proves a store of books: an adapter
// of step.Books is finished when Run passes on it. It asserts what the
// contracts in package step promise and nothing else, so that the engine of
// one machine and the distributed one stay the same store.
//
// The package knows no engine and no document format: its facts are invented
// bytes with real hashes.
package storetest

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// Invented programmes; one is not a prefix of the other by accident only in
// the third, which a careless key would mix with the first.
const (
	rfcA      = "AAA010101AA1"
	rfcB      = "BBB010101BB2"
	rfcPrefix = "AAA010101AA"
)

// Run proves the store that open returns. Every call of open must return an
// empty store; open closes it with t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) step.Books) {
	t.Helper()
	for _, c := range []struct {
		name string
		test func(t *testing.T, s step.Books)
	}{
		{"an empty journal", emptyJournal},
		{"commits chain and conflict", commitsChain},
		{"a refused commit writes nothing", refusedCommit},
		{"entries after a sequence", entriesAfter},
		{"readers in readers", readersInReaders},
		{"known by hash and by key", knownRecords},
		{"concurrent commits", concurrentCommits},
		{"programmes are apart", programmesApart},
		{"programmes cross by no method", programmesCrossed},
		{"facts are ordered and idempotent", factsOrdered},
		{"groups by suffix and by name", groupsFound},
		{"regroups move facts", regroups},
		{"regroups in a row", regroupsInARow},
		{"regroup onto the same fact", regroupOntoSame},
		{"findings replace and go", findingsReplaced},
		{"movements replace and go", movementsReplaced},
		{"movements as of a sequence", movementsAsOf},
		{"edits between two sequences", editsBetween},
		{"materials wanted and applied", materialsDirty},
		{"materials and who moves them", materialsMoved},
		{"terms of the last commit", termsKept},
		{"books conflict on the generation", booksConflict},
		{"concurrent books", concurrentBooks},
		{"books in order", booksOrdered},
		{"segments", segmentsKept},
		{"generations", generationsKept},
		{"a reader of a missing segment", missingSegment},
		{"two matchers on one material", twoMatchers},
		{"work messages twice and in any order", messagesAnyOrder},
		{"a material of 50,000 lots", longMaterial},
		{"a walk may stop early", walkStops},
		{"big values", bigValues},
		{"a large commit", largeCommit},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// writer is one programme's side of a test; it remembers the head it expects.
type writer struct {
	t    *testing.T
	s    step.Books
	rfc  string
	head step.Head
}

// next chains records onto the head, without committing them.
func (w *writer) next(records ...step.Record) step.Commit {
	w.t.Helper()
	c := step.Commit{RFC: w.rfc, After: w.head}
	prev, seq := w.head.Hash, w.head.Seq
	for _, r := range records {
		seq++
		r.RFC = w.rfc
		at := time.Date(2021, 3, 1, 12, 0, 0, int(seq%1000)*int(time.Millisecond), time.UTC)
		e, err := step.Chain(prev, seq, at, r)
		if err != nil {
			w.t.Fatal(err)
		}
		prev = e.Hash
		c.Entries = append(c.Entries, e)
	}
	return c
}

// commit must succeed and moves the head.
func (w *writer) commit(c step.Commit) {
	w.t.Helper()
	if err := w.s.Commit(w.t.Context(), c); err != nil {
		w.t.Fatalf("commit after %d: %v", c.After.Seq, err)
	}
	last := c.Entries[len(c.Entries)-1]
	w.head = step.Head{Seq: last.Seq, Hash: last.Hash}
}

// arrive commits one record that brings what fill adds.
func (w *writer) arrive(name string, fill func(c *step.Commit)) {
	w.t.Helper()
	c := w.next(record(name))
	fill(&c)
	w.commit(c)
}

// record is an accepted document whose bytes are its name.
func record(name string) step.Record {
	return step.Record{
		SHA: document.HashOf([]byte(name)), Name: name, Kind: document.KindPedimento, Key: "key-" + name,
		Status: document.Accepted, Period: "2021-03",
	}
}

// fact is a pedimento fact whose bytes are text.
func fact(key, group, text string) step.FactRecord {
	return step.FactRecord{Hash: document.HashOf([]byte(text)), Kind: step.FactPedimento, Key: key, Group: group, Data: []byte(text)}
}

// material is the n-th invented material.
func material(n int) ledger.Material { return ledger.Fraccion(fmt.Sprintf("%08d", 85000000+n), "06") }

// movement is what a group does in the n-th material; "" removes it.
func movement(rfc string, n int, group, text string) step.MovementRecord {
	m := step.MovementRecord{Material: material(n), ID: material(n).ID(rfc), Group: group}
	if text != "" {
		m.Data = []byte(text)
	}
	return m
}

// conflict fails the test unless err is a Conflict.
func conflict(t *testing.T, what string, err error) {
	t.Helper()
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("%s: got %v, want a fault of class Conflict", what, err)
	}
}

// collect walks to the end.
func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatalf("walk: %v", err)
		}
		out = append(out, v)
	}
	return out
}

// must unwraps the answer of a read.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
