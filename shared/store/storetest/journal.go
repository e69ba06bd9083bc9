package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

func emptyJournal(t *testing.T, s step.Books) {
	ctx := t.Context()
	same(t, "head", must(s.Head(ctx, rfcA))(t), step.Head{})
	same(t, "programmes", must(s.Programmes(ctx))(t), []string{})
	same(t, "entries", collect(t, s.Entries(ctx, rfcA, 0)), []step.Entry{})
	k := must(s.Known(ctx, rfcA, []document.Hash{document.HashOf([]byte("x"))}, []string{"k"}))(t)
	if len(k.BySHA)+len(k.ByKey) != 0 {
		t.Errorf("known %v, want nothing", k)
	}
	same(t, "groups", must(s.Groups(ctx, rfcA, []string{"2430010000001"}))(t), map[string][]step.GroupRef{})
	same(t, "facts", must(s.Facts(ctx, rfcA, []string{"212430010000001"}))(t), []step.FactRecord{})
	same(t, "all facts", collect(t, s.AllFacts(ctx, rfcA)), []step.FactRecord{})
	same(t, "findings", collect(t, s.GroupFindings(ctx, rfcA)), []step.GroupFindings{})
	same(t, "dirty", must(s.Dirty(ctx, rfcA))(t), []step.MaterialRef{})
	same(t, "movements", must(s.Movements(ctx, rfcA, material(1).ID(rfcA), step.Latest))(t), [][]byte{})
	same(t, "books", collect(t, s.Books(ctx, rfcA)), []step.BookRecord{})
	if _, ok, err := s.Book(ctx, rfcA, material(1).ID(rfcA)); ok || err != nil {
		t.Errorf("book: ok %v, err %v, want none", ok, err)
	}
}

func commitsChain(t *testing.T, s step.Books) {
	ctx := t.Context()
	w := &writer{t: t, s: s, rfc: rfcA}
	first := w.next(record("a"), record("b"))
	w.commit(first)
	same(t, "head after the first", must(s.Head(ctx, rfcA))(t), w.head)
	conflict(t, "the same commit again", s.Commit(ctx, first))

	stale := w.next(record("late"))
	w.commit(w.next(record("c")))
	conflict(t, "a commit on the head before", s.Commit(ctx, stale))

	inside := w.next(record("inside"))
	inside.After = step.Head{Seq: 1, Hash: first.Entries[0].Hash}
	conflict(t, "a commit after the middle of another", s.Commit(ctx, inside))
	forged := w.next(record("forged"))
	forged.After.Hash = document.HashOf([]byte("another history"))
	conflict(t, "a commit after another hash", s.Commit(ctx, forged))
	ahead := w.next(record("ahead"))
	ahead.After.Seq += 7
	conflict(t, "a commit after a sequence not reached", s.Commit(ctx, ahead))

	same(t, "head", must(s.Head(ctx, rfcA))(t), w.head)
	entries := collect(t, s.Entries(ctx, rfcA, 0))
	if len(entries) != 3 {
		t.Fatalf("%d entries, want 3", len(entries))
	}
	checkChain(t, entries)
}

// checkChain recomputes every hash from what was read back.
func checkChain(t *testing.T, entries []step.Entry) {
	t.Helper()
	var prev document.Hash
	for i, e := range entries {
		want, err := step.Chain(prev, int64(i+1), e.RecordedAt, e.Record)
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprintf("entry %d", i+1), e, want)
		prev = e.Hash
	}
}

func refusedCommit(t *testing.T, s step.Books) {
	ctx := t.Context()
	w := &writer{t: t, s: s, rfc: rfcA}
	refused := w.next(record("refused"))
	key := "212430010000001"
	refused.Facts = []step.FactRecord{fact(key, key, "refused")}
	refused.Movements = []step.MovementRecord{movement(rfcA, 1, key, "refused")}
	refused.Findings = []step.GroupFindings{findings(key, "refused")}
	w.commit(w.next(record("winner")))
	conflict(t, "the loser", s.Commit(ctx, refused))

	same(t, "all facts", collect(t, s.AllFacts(ctx, rfcA)), []step.FactRecord{})
	same(t, "groups", must(s.Groups(ctx, rfcA, []string{key[2:]}))(t), map[string][]step.GroupRef{})
	same(t, "findings", collect(t, s.GroupFindings(ctx, rfcA)), []step.GroupFindings{})
	same(t, "dirty", must(s.Dirty(ctx, rfcA))(t), []step.MaterialRef{})
	same(t, "movements", must(s.Movements(ctx, rfcA, material(1).ID(rfcA), step.Latest))(t), [][]byte{})
	k := must(s.Known(ctx, rfcA, []document.Hash{refused.Entries[0].Record.SHA}, nil))(t)
	same(t, "known", len(k.BySHA), 0)
}

func entriesAfter(t *testing.T, s step.Books) {
	w := &writer{t: t, s: s, rfc: rfcA}
	for n := range 4 { // commits of 1, 2, 3 and 4 entries
		var rs []step.Record
		for i := range n + 1 {
			rs = append(rs, record(fmt.Sprintf("%d-%d", n, i)))
		}
		w.commit(w.next(rs...))
	}
	all := collect(t, s.Entries(t.Context(), rfcA, 0))
	checkChain(t, all)
	if len(all) != 10 {
		t.Fatalf("%d entries, want 10", len(all))
	}
	for after := range int64(12) {
		same(t, fmt.Sprintf("entries after %d", after), collect(t, s.Entries(t.Context(), rfcA, after)), all[min(after, 10):])
	}
}

// readersInReaders: who reads while an iterator is open gets an answer, however
// many are open; a pool of connections that runs out would wait for itself.
func readersInReaders(t *testing.T, s step.Books) {
	w := &writer{t: t, s: s, rfc: rfcA}
	w.commit(w.next(record("a")))
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	const deep = 24
	reached := 0
	var open func(n int)
	open = func(n int) {
		for _, err := range s.Entries(ctx, rfcA, 0) {
			if err != nil {
				t.Errorf("%d iterators open: %v", n, err)
				return
			}
			if reached = n; n < deep {
				open(n + 1)
			}
		}
	}
	open(1)
	same(t, "iterators open at once", reached, deep)
}

func knownRecords(t *testing.T, s step.Books) {
	w := &writer{t: t, s: s, rfc: rfcA}
	quarantined := record("doc")
	quarantined.Status = document.Quarantined
	quarantined.Findings.Add("unreadable", document.Unreadable, "page 1", document.Textf("ilegible", "unreadable"))
	accepted := record("doc")
	accepted.Name = "again.xml"
	duplicate := record("doc")
	duplicate.Name, duplicate.Status = "third.xml", document.Duplicate
	nameless := record("nameless")
	nameless.Key = "sha256:" + string(nameless.SHA)
	onlyDuplicate := record("ghost")
	onlyDuplicate.Status = document.Duplicate

	w.commit(w.next(quarantined))
	known := func() step.Known {
		return must(s.Known(t.Context(), rfcA, []document.Hash{accepted.SHA, nameless.SHA, onlyDuplicate.SHA, document.HashOf(nil)},
			[]string{accepted.BusinessKey(), onlyDuplicate.BusinessKey(), "no/such/key"}))(t)
	}
	quarantined.RFC = rfcA
	same(t, "quarantined", known().BySHA[quarantined.SHA], quarantined)

	w.commit(w.next(accepted, duplicate, nameless, onlyDuplicate))
	accepted.RFC, nameless.RFC = rfcA, rfcA
	same(t, "known", known(), step.Known{
		BySHA: map[document.Hash]step.Record{accepted.SHA: accepted, nameless.SHA: nameless},
		ByKey: map[string]step.Record{accepted.BusinessKey(): accepted},
	})

	version := record("other bytes")
	version.Key, version.Status = accepted.Key, document.Version
	w.commit(w.next(version))
	version.RFC = rfcA
	same(t, "the latest of a key", known().ByKey[accepted.BusinessKey()], version)
	same(t, "the older bytes", known().BySHA[accepted.SHA], accepted)
}

func concurrentCommits(t *testing.T, s step.Books) {
	const rivals, rounds = 4, 3
	w := &writer{t: t, s: s, rfc: rfcA}
	for round := range rounds {
		commits := make([]step.Commit, rivals)
		errs := make([]error, rivals)
		for i := range commits {
			name := fmt.Sprintf("%d-%d", round, i)
			commits[i] = w.next(record(name))
			commits[i].Facts = []step.FactRecord{fact("212430010000001", "212430010000001", name)}
			commits[i].Movements = []step.MovementRecord{movement(rfcA, 1, "212430010000001", name)}
		}
		var wg sync.WaitGroup
		for i := range commits {
			wg.Go(func() { errs[i] = s.Commit(t.Context(), commits[i]) })
		}
		wg.Wait()
		winner := slices.Index(errs, nil)
		if winner < 0 {
			t.Fatalf("round %d: nobody won: %v", round, errs)
		}
		for i, err := range errs {
			if i != winner && !fault.Is(err, fault.Conflict) {
				t.Fatalf("round %d: rival %d got %v, want Conflict", round, i, err)
			}
		}
		e := commits[winner].Entries[0]
		w.head = step.Head{Seq: e.Seq, Hash: e.Hash}
		same(t, "head", must(s.Head(t.Context(), rfcA))(t), w.head)
		got := must(s.Movements(t.Context(), rfcA, material(1).ID(rfcA), step.Latest))(t)
		same(t, "movements of the winner", got, [][]byte{commits[winner].Movements[0].Data})
	}
	checkChain(t, collect(t, s.Entries(t.Context(), rfcA, 0)))
	if n := len(collect(t, s.AllFacts(t.Context(), rfcA))); n != rounds {
		t.Errorf("%d facts, want one per round", n)
	}
}

func programmesApart(t *testing.T, s step.Books) {
	ctx := t.Context()
	rfcs := []string{rfcB, rfcPrefix, rfcA} // not in order
	key := "212430010000001"
	for _, rfc := range rfcs {
		w := &writer{t: t, s: s, rfc: rfc}
		w.arrive("same bytes", func(c *step.Commit) {
			c.Facts = []step.FactRecord{fact(key, key, "of "+rfc)}
			m := movement(rfcA, 1, key, "of "+rfc) // the same id in all three, on purpose
			c.Movements = []step.MovementRecord{m}
			c.Findings = []step.GroupFindings{findings(key, "of "+rfc)}
		})
	}
	same(t, "programmes", must(s.Programmes(ctx))(t), []string{rfcPrefix, rfcA, rfcB})
	id := material(1).ID(rfcA)
	saveGeneration(t, s, rfcB, id, 1, "book of B")
	for _, rfc := range rfcs {
		f := []step.FactRecord{fact(key, key, "of "+rfc)}
		same(t, rfc+": facts", must(s.Facts(ctx, rfc, []string{key}))(t), f)
		same(t, rfc+": all facts", collect(t, s.AllFacts(ctx, rfc)), f)
		same(t, rfc+": movements", must(s.Movements(ctx, rfc, id, step.Latest))(t), [][]byte{[]byte("of " + rfc)})
		same(t, rfc+": findings", collect(t, s.GroupFindings(ctx, rfc)), []step.GroupFindings{findings(key, "of "+rfc)})
		same(t, rfc+": entries", len(collect(t, s.Entries(ctx, rfc, 0))), 1)
		same(t, rfc+": known", must(s.Known(ctx, rfc, []document.Hash{record("same bytes").SHA}, nil))(t).BySHA[record("same bytes").SHA].RFC, rfc)
		_, ok, err := s.Book(ctx, rfc, id)
		if err != nil || ok != (rfc == rfcB) {
			t.Errorf("%s: book ok %v, err %v", rfc, ok, err)
		}
		same(t, rfc+": dirty", len(must(s.Dirty(ctx, rfc))(t)) == 0, rfc == rfcB)
	}
}
