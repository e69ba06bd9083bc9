package storetest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// The sizes the suite asks of a store: a month of a large plant in one commit,
// the book of its most used material, its largest consolidado.
const (
	largeRecords   = 3000
	largeMovements = 2000
	bigBook        = 3 << 20
	bigFact        = 600 << 10
)

// noise is n bytes no compression makes smaller.
func noise(n int) []byte {
	b := make([]byte, n)
	src := rand.NewChaCha8([32]byte{1})
	_, _ = src.Read(b) // never fails
	return b
}

func walkStops(t *testing.T, s step.Books) {
	w := &writer{t: t, s: s, rfc: rfcA}
	w.arrive("two", func(c *step.Commit) {
		for i := range 2 {
			k := fmt.Sprintf("21243001000000%d", i)
			c.Facts = append(c.Facts, fact(k, k, k))
			c.Findings = append(c.Findings, findings(k, "x"))
			c.Movements = append(c.Movements, movement(rfcA, i, k, k))
		}
	})
	w.commit(w.next(record("another")))
	saveGeneration(t, s, rfcA, material(0).ID(rfcA), 1, "x")
	saveGeneration(t, s, rfcA, material(1).ID(rfcA), 1, "x")
	n := 0
	for range s.Entries(t.Context(), rfcA, 0) {
		n++
		break
	}
	for range s.AllFacts(t.Context(), rfcA) {
		n++
		break
	}
	for range s.GroupFindings(t.Context(), rfcA) {
		n++
		break
	}
	for range s.Books(t.Context(), rfcA) {
		n++
		break
	}
	same(t, "walks that stopped at the first", n, 4)
	w.arrive("still works", func(*step.Commit) {})
}

func bigValues(t *testing.T, s step.Books) {
	ctx := t.Context()
	const key = "212430010000001"
	w := &writer{t: t, s: s, rfc: rfcA}
	big := noise(bigFact)
	f := step.FactRecord{Hash: document.HashOf(big), Kind: step.FactParts, Key: key, Group: key, Data: big}
	r := record("with a long report")
	for i := range 3000 {
		r.Findings.Add("many", document.Notice, fmt.Sprintf("line %d", i), document.Textf("línea con texto %d", "line with text %d", i*7919))
	}
	c := w.next(r)
	m := movement(rfcA, 1, key, "")
	m.Data = big
	c.Facts, c.Movements = []step.FactRecord{f}, []step.MovementRecord{m}
	w.commit(c)
	w.arrive("moved", func(c *step.Commit) { c.Regroups = []step.Regroup{{From: key, To: "212430010000002"}} })

	f.Group = "212430010000002"
	facts := must(s.Facts(ctx, rfcA, []string{f.Group}))(t)
	if len(facts) != 1 || !bytes.Equal(facts[0].Data, big) || facts[0].Hash != f.Hash || facts[0].Kind != f.Kind {
		t.Errorf("the big fact came back as %d facts or other bytes", len(facts))
	}
	moves := must(s.Movements(ctx, rfcA, m.ID, step.Latest))(t)
	if len(moves) != 1 || !bytes.Equal(moves[0], big) {
		t.Errorf("the big movement came back as %d movements or other bytes", len(moves))
	}
	r.RFC = rfcA
	same(t, "the long report", must(s.Known(ctx, rfcA, []document.Hash{r.SHA}, nil))(t).BySHA[r.SHA], r)
	checkChain(t, collect(t, s.Entries(ctx, rfcA, 0)))

	u := update(refOf(t, s, rfcA, m.ID), "")
	u.Book.Manifest = noise(bigBook)
	if err := s.SaveBooks(ctx, rfcA, []step.BookUpdate{u}); err != nil {
		t.Fatal(err)
	}
	for b, err := range s.Books(ctx, rfcA) {
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Manifest, u.Book.Manifest) || b.Applied != u.Book.Applied {
			t.Error("the big book came back as other bytes")
		}
	}
}

func largeCommit(t *testing.T, s step.Books) {
	ctx := t.Context()
	w := &writer{t: t, s: s, rfc: rfcA}
	rs := make([]step.Record, largeRecords)
	shas := make([]document.Hash, largeRecords)
	keys := make([]string, largeRecords)
	for i := range rs {
		rs[i] = record(fmt.Sprintf("document %d", i))
		shas[i], keys[i] = rs[i].SHA, rs[i].BusinessKey()
	}
	c := w.next(rs...)
	for i := range largeMovements {
		key := fmt.Sprintf("21243001%07d", i/2)
		if i%2 == 0 {
			c.Facts = append(c.Facts, fact(key, key, "fact "+key))
		}
		c.Movements = append(c.Movements, movement(rfcA, i%50, key, fmt.Sprintf("movement %d", i)))
	}
	w.commit(c)
	entries := collect(t, s.Entries(ctx, rfcA, 0))
	same(t, "entries", len(entries), largeRecords)
	checkChain(t, entries)
	k := must(s.Known(ctx, rfcA, shas, keys))(t)
	same(t, "known", []int{len(k.BySHA), len(k.ByKey)}, []int{largeRecords, largeRecords})
	same(t, "facts", len(collect(t, s.AllFacts(ctx, rfcA))), largeMovements/2)
	same(t, "dirty", len(must(s.Dirty(ctx, rfcA))(t)), 50)
	n := 0
	for i := range 50 {
		n += len(must(s.Movements(ctx, rfcA, material(i).ID(rfcA), step.Latest))(t))
	}
	same(t, "movements", n, largeMovements)
}
