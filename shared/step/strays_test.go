package step_test

import (
	"bytes"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/step"
)

// TestAStrayKeepsItsMonthOpen: a document in quarantine that names no programme
// is missing from the package of its month and of no other, without its name;
// once a programme takes it, it is missing no more.
func TestAStrayKeepsItsMonthOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	stray := func(of string) *step.Paper {
		p := &step.Paper{Bytes: []byte("x"), RFCs: []string{"OTH010101AA1"}, Record: step.Record{
			SHA: document.HashOf([]byte("x")), RFC: of, Name: "secreto-de-otro.xml", Kind: document.KindCFDI, Status: document.Accepted, Period: "2021-03",
		}}
		return p
	}
	if r := w.settle(stray(""))[0]; r.RFC != step.Unassigned || r.Status != document.Quarantined {
		t.Fatalf("%+v", r)
	}
	key := "sin_programa:" + expediente.Stray(document.HashOf([]byte("x")))
	missing := func(m *expediente.Manifest) bool {
		return slices.ContainsFunc(m.Missing, func(x expediente.Missing) bool { return x.Key == key })
	}
	march := w.sealMonth(t, rfc, "2021-03")
	if m := manifestIn(t, march); !missing(m) || m.State != string(expediente.Provisional) {
		t.Errorf("%s: %+v", m.State, m.Missing)
	}
	if bytes.Contains(march, []byte("secreto")) {
		t.Error("the package tells the name of a document that is nobody's")
	}
	if m := manifestIn(t, w.sealMonth(t, rfc, "2021-04")); missing(m) {
		t.Errorf("April: %+v", m.Missing)
	}
	w.settle(stray(rfc))
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Tool: "test"}
	if now, err := c.Closing(t.Context(), rfc, "2021-03"); err != nil || slices.ContainsFunc(now.Missing, func(x expediente.Missing) bool { return x.Key == key }) {
		t.Errorf("a programme took it: %+v %v", now.Missing, err)
	}
}
