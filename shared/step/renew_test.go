package step_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// otherBinary commits on the books what a binary of another engine and catalogue
// would: bytes of its own for a pedimento we know, a material and findings that
// our engine has not, and a book nobody here can read.
func (w *world) otherBinary() {
	w.t.Helper()
	head, err := w.books.Head(w.ctx, rfc)
	if err != nil {
		w.t.Fatal(err)
	}
	e, err := step.Chain(head.Hash, head.Seq+1, noon(), step.Record{RFC: rfc, SHA: document.HashOf([]byte("theirs")), Name: "theirs", Status: document.Quarantined})
	if err != nil {
		w.t.Fatal(err)
	}
	known, err := w.books.Materials(w.ctx, rfc)
	if err != nil {
		w.t.Fatal(err)
	}
	odd := ledger.Fraccion("99999999", "1")
	var ours step.MaterialRef
	var group []string
	for i := 0; len(group) == 0; i++ { // some were moved away again
		if ours = known[i]; err != nil {
			w.t.Fatal(err)
		}
		group, err = w.books.Movers(w.ctx, rfc, ours.ID)
	}
	theirs := []byte("\x01m of another engine")
	err = w.books.Commit(w.ctx, step.Commit{
		RFC: rfc, After: head, Terms: "2 of another catalogue", Entries: []step.Entry{e},
		Movements: []step.MovementRecord{
			{Material: ours.Material, ID: ours.ID, Group: group[0], Data: theirs},
			{Material: ours.Material, ID: ours.ID, Group: "219999990000001", Data: theirs},
			{Material: odd, ID: odd.ID(rfc), Group: group[0], Data: theirs},
		},
		Findings: []step.GroupFindings{{Group: "219999990000001", Findings: []ledger.Finding{{Finding: document.Finding{Code: "theirs"}}}}},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	ref, _, err := w.books.Material(w.ctx, rfc, odd.ID(rfc))
	if err != nil {
		w.t.Fatal(err)
	}
	err = w.books.SaveBooks(w.ctx, rfc, []step.BookUpdate{{Ref: ref, Book: step.BookRecord{ID: ref.ID, Gen: 1, Applied: ref.Wanted, Manifest: []byte("theirs")}}})
	if err != nil {
		w.t.Fatal(err)
	}
}

// renewals counts the entries that say that the books were made anew.
func (w *world) renewals() (n int) {
	w.t.Helper()
	for e, err := range w.books.Entries(w.ctx, rfc, 0) {
		if err != nil {
			w.t.Fatal(err)
		}
		if e.Record.Kind == document.KindTerms {
			n++
		}
	}
	return n
}

// testRenew: books of another engine or catalogue are made anew of their facts by
// the first document that comes, once, whatever bytes are there, and say so.
func testRenew(t *testing.T, w *world) {
	t.Helper()
	for _, p := range stories()["a chain of rectifications"]() {
		w.settle(p)
		w.match(rfc)
	}
	if n := w.renewals(); n != 0 {
		t.Fatalf("%d renewals of our own books", n)
	}
	w.otherBinary()
	if head, err := w.books.Head(w.ctx, rfc); err != nil || !head.Stale() {
		t.Fatalf("head %+v, %v", head, err)
	}
	if r, err := step.Replay(w.ctx, w.books, rfc); err != nil || r.Difference.EN == "" {
		t.Fatalf("replay does not see them: %+v, %v", r, err)
	}
	for i := range 2 {
		var asked []step.MaterialRef
		in := w.ingest()
		in.Touched = func(_ string, refs []step.MaterialRef) { asked = refs }
		_, _, err := in.Settle(w.ctx, []*step.Paper{paper(ledger.Fact{Key: number(2021, 40+i), Clave: "IN", Pago: date("2021-06-01"), Lineas: []ledger.Line{line(1, "39012001", 1)}})}, true)
		if err != nil {
			t.Fatal(err)
		}
		behind, err := w.books.Dirty(w.ctx, rfc)
		if err != nil || len(behind) != len(asked) {
			t.Errorf("asked to match %d of %d materials, %v", len(asked), len(behind), err)
		}
		w.match(rfc)
		w.audit()
	}
	if n := w.renewals(); n != 1 {
		t.Errorf("made anew %d times", n)
	}
	for f, err := range w.books.GroupFindings(w.ctx, rfc) {
		if err != nil || f.Group == "219999990000001" && len(f.Findings) > 0 {
			t.Errorf("findings left: %+v, %v", f, err)
		}
	}
	docs, err := step.Documents(w.ctx, w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if d.Record.Kind == document.KindTerms {
			t.Error("the terms are listed among the documents")
		}
	}
}

func TestRenew(t *testing.T) {
	t.Parallel()
	testRenew(t, newWorld(t))
}

// TestRenewOnDynamoDB is TestRenew on the stand-in that infra/test-aws.sh started.
func TestRenewOnDynamoDB(t *testing.T) {
	t.Parallel()
	client := dynamotest.Client(t)
	testRenew(t, &world{t: t, ctx: t.Context(), books: dynamotest.On(t, client, dynamotest.Table(t, client)), blobs: newShelves()})
}
