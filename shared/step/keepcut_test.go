package step_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// TestNothingAcceptedStopsNoPackage: a mail without a document and a zip of payroll
// lapse one day; the package of their programme is made before and after.
func TestNothingAcceptedStopsNoPackage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	march, may := month()
	w.settle(march...)
	empty, payrolls := []byte("From: a@b.mx\r\nTo: c@d.mx\r\nSubject: gracias\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\ngracias\r\n"), zipOfFiles(t, []byte(payroll))
	for _, b := range [][]byte{empty, payrolls} {
		r := w.settle(reader().Read(w.ctx, step.Input{Name: "x", Bytes: b, RFC: rfc})...)
		if r[0].Status != document.Accepted {
			t.Fatalf("%+v", r[0])
		}
		if got := w.lies(b); !slices.Equal(got, []step.Shelf{step.ShelfQuarantine}) {
			t.Fatalf("it lies in %v", got)
		}
	}
	w.match(rfc)
	if _, err := w.compile(tray{}); err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{empty, payrolls, []byte(payroll)} {
		w.blobs.drop(rfc, step.ShelfQuarantine, document.HashOf(b))
	}
	w.settle(may)
	w.match(rfc)
	if _, err := w.compilePeriod(w.blobs, tray{}, "2021-05"); err != nil {
		t.Error(err)
	}
}

// held is an arrival of papers one in the other, the outermost first.
func held(inner *step.Paper, outer ...string) []*step.Paper {
	var out []*step.Paper
	parent := document.Hash("")
	for _, name := range outer {
		p := &step.Paper{Bytes: []byte(name), Record: step.Record{
			RFC: rfc, SHA: document.HashOf([]byte(name)), Name: name, Kind: document.KindZip, Status: document.Accepted, Parent: parent,
		}}
		parent = p.Record.SHA
		out = append(out, p)
	}
	inner.Record.Parent = parent
	return append(out, inner)
}

// TestWhatAnotherMailBringsAgain: a zip whose document was refused and that another
// mail brings again, when it is accepted, is found in that mail and not in the first.
func TestWhatAnotherMailBringsAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	march, _ := month()
	w.settle(march[1:]...)
	march[0].Record.Status = document.Quarantined
	w.settle(held(march[0], "first mail", "zip")...)
	w.blobs.drop(rfc, step.ShelfQuarantine, document.HashOf([]byte("first mail")))
	again, _ := month()
	r := w.settle(held(again[0], "second mail", "zip")...)
	if r[1].Status != document.Accepted || r[2].Status != document.Accepted {
		t.Fatalf("%+v", r)
	}
	docs, err := step.Documents(w.ctx, w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if d.Record.Name == "zip" && d.Record.Parent != document.HashOf([]byte("second mail")) {
			t.Errorf("the zip lies in %s", d.Record.Parent)
		}
	}
	for _, name := range []string{"second mail", "zip"} {
		if got := w.lies([]byte(name)); !slices.Contains(got, step.ShelfArchive) {
			t.Errorf("%s lies in %v", name, got)
		}
	}
	once, _ := month()
	if r := w.settle(held(once[0], "second mail", "zip")...); r[0].Status != document.Duplicate || r[1].Status != document.Duplicate || r[2].Status != document.Duplicate {
		t.Errorf("the same again: %+v", r)
	}
}

// TestTwiceRefusedIsNotAccepted: a zip with two equal files that nothing is done with
// brings nothing, and neither does a PDF of many documents that were all refused.
func TestTwiceRefusedIsNotAccepted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	twice := zipOfFiles(t, []byte(payroll), []byte(payroll))
	r := w.settle(reader().Read(w.ctx, step.Input{Name: "x", Bytes: twice, RFC: rfc})...)
	if len(r) != 3 || r[1].Status != document.Unsupported || r[2].Status != document.Duplicate {
		t.Fatalf("%+v", r)
	}
	bundle := func(s document.Status) []*step.Paper {
		part := original()
		part.Bytes, part.Record.Status = nil, s
		papers := held(part, "bundle")
		papers[0].Record.Kind = document.KindPDF
		return papers
	}
	w.settle(bundle(document.Quarantined)...)
	for _, b := range [][]byte{twice, []byte(payroll), []byte("bundle")} {
		if got := w.lies(b); !slices.Equal(got, []step.Shelf{step.ShelfQuarantine}) {
			t.Errorf("%.20q lies in %v", b, got)
		}
	}
	w.settle(bundle(document.Accepted)...)
	if got := w.lies([]byte("bundle")); !slices.Contains(got, step.ShelfArchive) {
		t.Errorf("a PDF with an accepted part lies in %v", got)
	}
}

// TestAZipOverTwoProgrammes: what a zip brings to another programme is brought.
func TestAZipOverTwoProgrammes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers := held(original(), "shared zip")
	papers[1].Record.RFC = "XOTHER000000"
	refused := &step.Paper{Bytes: []byte(payroll), Record: step.Record{
		RFC: rfc, SHA: document.HashOf([]byte(payroll)), Kind: document.KindCFDI, Status: document.Unsupported, Parent: papers[0].Record.SHA,
	}}
	if _, err := w.ingest().Commit(w.ctx, append(papers, refused)); err != nil {
		t.Fatal(err)
	}
	if got := w.lies([]byte("shared zip")); !slices.Equal(got, []step.Shelf{step.ShelfArchive}) {
		t.Errorf("it lies in %v", got)
	}
}
