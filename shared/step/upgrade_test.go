package step_test

import (
	"encoding/json"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// sealedBy writes down a package as a release with other law sealed it.
func (w *world) sealedBy(t *testing.T, of step.Sealed, zip []byte) {
	t.Helper()
	of.Inputs.Catalog = document.HashOf([]byte("other law"))
	if _, err := w.blobs.Put(w.ctx, rfc, step.ShelfPackages, zip); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(&of)
	if err != nil {
		t.Fatal(err)
	}
	fact := step.FactRecord{Hash: document.HashOf(data), Kind: step.FactSeal, Key: of.Period, Group: "sellos", Data: data}
	head, err := w.books.Head(w.ctx, rfc)
	if err != nil {
		t.Fatal(err)
	}
	e, err := step.Chain(head.Hash, head.Seq+1, noon(), step.Record{
		RFC: rfc, SHA: of.SHA256, Name: of.Package, Kind: document.KindSeal, Key: of.Package, Status: document.Accepted, Inside: true, Fact: fact.Hash,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.books.Commit(w.ctx, step.Commit{RFC: rfc, After: head, Terms: head.Terms, Entries: []step.Entry{e}, Facts: []step.FactRecord{fact}}); err != nil {
		t.Fatal(err)
	}
}

// TestUpgradeSupplementsNothing: another release or law alone makes no
// supplement where every table says what it said, and one that names the tables
// where not.
func TestUpgradeSupplementsNothing(t *testing.T) {
	t.Parallel()
	papers, may := month()
	sealed := func(papers ...*step.Paper) (step.Sealed, []byte) {
		w, out := newWorld(t), tray{}
		w.settle(papers...)
		w.match(rfc)
		r, err := w.compile(out)
		if err != nil {
			t.Fatal(err)
		}
		seals, err := step.Seals(w.ctx, w.books, rfc)
		if err != nil || len(seals) != 1 {
			t.Fatalf("%v, %v", seals, err)
		}
		return seals[0], out[r.Package]
	}
	whole, zip := sealed(papers...)
	w, out := newWorld(t), tray{}
	w.settle(papers...)
	w.match(rfc)
	w.sealedBy(t, whole, zip)
	for range 2 {
		r, err := w.compile(out)
		if err != nil || r.Package != whole.Package || r.SHA256 != whole.SHA256 {
			t.Fatalf("nothing is told otherwise: %+v, %v", r, err)
		}
	}
	if seals, err := step.Seals(w.ctx, w.books, rfc); err != nil || len(seals) != 1 {
		t.Errorf("seals %+v, %v", seals, err)
	}

	fewer, other := sealed(papers[0], papers[2], may) // the release before read no exit in the same facts
	fewer.Inputs = whole.Inputs
	w, out = newWorld(t), tray{}
	w.settle(papers...)
	w.match(rfc)
	w.sealedBy(t, fewer, other)
	r, err := w.compile(out)
	if err != nil || r.Package != rfc+"-2021-03-S1.zip" {
		t.Fatalf("%+v, %v", r, err)
	}
	s := manifestIn(t, out[r.Package]).Supersedes
	if s == nil || s.SHA256 != fewer.SHA256 || s.Changed[0] != "catalogo" || !slices.Contains(s.Changed, "reportes/salidas.csv") || slices.Contains(s.Changed, "reportes/entradas.csv") {
		t.Errorf("supersedes %+v", s)
	}
}
