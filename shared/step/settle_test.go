package step_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// original is an IN of ours.
func original() *step.Paper { return stories()["a chain of rectifications"]()[0] }

// statuses are the outcomes of records in order.
func statuses(rs []step.Record) []document.Status {
	var out []document.Status
	for _, r := range rs {
		out = append(out, r.Status)
	}
	return out
}

// TestDuplicatesAndVersions: the same bytes again are no failure, the same
// key with other bytes is a version.
func TestDuplicatesAndVersions(t *testing.T) {
	t.Parallel()
	again := original()
	version := original()
	version.Fact.Lineas[0].CantidadUMT++
	version = paper(*version.Fact)
	w := newWorld(t)
	for _, tt := range []struct {
		name   string
		papers []*step.Paper
		want   []document.Status
	}{
		{"first and twice in one arrival", []*step.Paper{original(), again}, []document.Status{document.Accepted, document.Duplicate}},
		{"again", []*step.Paper{original()}, []document.Status{document.Duplicate}},
		{"other bytes", []*step.Paper{version}, []document.Status{document.Version}},
		{"and the first once more", []*step.Paper{original()}, []document.Status{document.Duplicate}},
	} {
		if d := cmp.Diff(tt.want, statuses(w.settle(tt.papers...))); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
	w.match(rfc)
	docs, err := step.Documents(w.ctx, w.books, rfc)
	if err != nil || len(docs) != 2 || docs[0].Copies != 3 {
		t.Errorf("%+v, %v", docs, err)
	}
}

// refused is the same pedimento in a container that was set apart.
func refused() *step.Paper {
	p := original()
	p.Fact = nil
	p.Record.Status = document.Quarantined
	p.Record.Findings.Add("delivery_quarantined", document.Error, "", document.Text{})
	return p
}

// TestADamagedContainerBringsItToo: whether the damaged delivery or the good
// one comes first, or both at once, what is accepted is accepted.
func TestADamagedContainerBringsItToo(t *testing.T) {
	t.Parallel()
	for name, arrivals := range map[string][][]*step.Paper{
		"damaged first":            {{refused()}, {original()}},
		"good first":               {{original()}, {refused()}},
		"together":                 {{refused(), original()}},
		"together, good first":     {{original(), refused()}},
		"damaged again at the end": {{refused()}, {refused(), original()}, {refused()}},
	} {
		w := newWorld(t)
		for _, papers := range arrivals {
			w.settle(papers...)
		}
		w.match(rfc)
		if b := w.book(rfc, ledger.Fraccion("39012001", "1")); len(b.Lots) != 1 {
			t.Errorf("%s: %d lots", name, len(b.Lots))
		}
		docs, err := step.Documents(w.ctx, w.books, rfc)
		if err != nil || len(docs) != 1 || docs[0].Record.Status != document.Accepted {
			t.Errorf("%s: %+v, %v", name, docs, err)
		}
	}
	w := newWorld(t)
	if d := cmp.Diff([]document.Status{document.Quarantined, document.Quarantined}, statuses(append(w.settle(refused()), w.settle(refused())...))); d != "" {
		t.Errorf("what is refused again is said again: %s", d)
	}
}

// ownerless is an invoice that only says which pedimento it is of.
func ownerless(key string) *step.Paper {
	p := invoiceOf(key, "39012001", 100)
	p.Record.RFC = ""
	return p
}

// TestSecondTry: an invoice waits for the programme that holds its pedimento,
// and is set apart when the last try knows none.
func TestSecondTry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if _, ok, err := w.ingest().Settle(w.ctx, []*step.Paper{ownerless(number(2021, 1))}, false); ok || err != nil {
		t.Fatalf("settled before anybody could hold it: %v, %v", ok, err)
	}
	if h, err := w.books.Head(w.ctx, step.Unassigned); err != nil || h.Seq != 0 {
		t.Errorf("the first try wrote %d entries, %v", h.Seq, err)
	}
	w.settle(original())
	records, ok, err := w.ingest().Settle(w.ctx, []*step.Paper{ownerless(number(2021, 1))}, false)
	if !ok || err != nil || records[0].RFC != rfc || records[0].Status != document.Accepted {
		t.Errorf("%v %v %+v", ok, err, records)
	}
	r := w.settle(ownerless(number(2021, 99)))[0]
	if r.RFC != step.Unassigned || r.Status != document.Quarantined || !r.Findings.Has("programme_unknown") {
		t.Errorf("%+v", r)
	}
}

// TestOfOurs: a CFDI names two companies; the one that is ours takes it.
func TestOfOurs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(original())
	cfdi := func(rfcs ...string) *step.Paper {
		return &step.Paper{RFCs: rfcs, Record: step.Record{SHA: document.HashOf([]byte(rfcs[0])), Name: rfcs[0], Kind: document.KindCFDI, Status: document.Accepted}}
	}
	if r := w.settle(cfdi("OTH010101AA1", rfc))[0]; r.RFC != rfc || r.Status != document.Accepted {
		t.Errorf("%+v", r)
	}
	if r := w.settle(cfdi("OTH010101AA1", "XAXX010101000"))[0]; r.RFC != step.Unassigned || r.Status != document.Quarantined {
		t.Errorf("%+v", r)
	}
}

// TestTheContainerFollows: a file of several invoices belongs where they do.
func TestTheContainerFollows(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(original())
	file := &step.Paper{Bytes: []byte("csv"), Record: step.Record{SHA: "f", Name: "invoices.csv", Kind: document.KindInvoice, Status: document.Accepted}}
	one, two := ownerless(number(2021, 1)), ownerless(number(2021, 1))
	two.Record.SHA = document.HashOf([]byte("two"))
	one.Record.Parent, two.Record.Parent = "f", "f"
	for _, r := range w.settle(file, one, two) {
		if r.RFC != rfc || r.Status != document.Accepted {
			t.Errorf("%+v", r)
		}
	}
	if _, err := w.blobs.Get(w.ctx, rfc, step.ShelfArchive, document.HashOf([]byte("csv"))); err != nil {
		t.Errorf("the file is not in the programme's archive: %v", err)
	}
}

// TestProgrammesAreApart: one arrival of two programmes is two sets of books.
func TestProgrammesAreApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := original()
	other.Record.RFC = "OTH010101AA1"
	records := w.settle(original(), other)
	if records[0].Status != document.Accepted || records[1].Status != document.Accepted {
		t.Fatalf("%+v", records)
	}
	for _, of := range []string{rfc, "OTH010101AA1"} {
		w.match(of)
		if b := w.book(of, ledger.Fraccion("39012001", "1")); b.RFC != of || len(b.Lots) != 1 {
			t.Errorf("%s: %+v", of, b)
		}
	}
}

// TestPolicyArrivesWithDocuments: a zip that brings a programme file and the
// original of a known rectification leaves no movement of the old policy.
func TestPolicyArrivesWithDocuments(t *testing.T) {
	t.Parallel()
	chain := stories()["a chain of rectifications"]
	part := func(ps []*step.Paper) []*step.Paper {
		for i, p := range ps {
			p.Fact.Lineas[0].Parte = "P-1"
			ps[i] = paper(*p.Fact)
		}
		return ps
	}
	policy := programmePaper("inventory_key: part\nsin_bom: directo\n")
	apart, together := newWorld(t), newWorld(t)
	apart.settle(policy)
	for _, p := range part(chain()) {
		apart.settle(p)
	}
	apart.match(rfc)
	together.settle(part(chain())[2])
	together.settle(part(chain())[3])
	together.match(rfc)
	together.settle(append(part(chain())[:2], programmePaper("inventory_key: part\nsin_bom: directo\n"))...)
	together.match(rfc)
	if d := cmp.Diff(apart.state(rfc), together.state(rfc)); d != "" {
		t.Errorf("(-policy first +policy with the documents):\n%s", d)
	}
	if p, err := step.CurrentProgramme(together.ctx, together.books, rfc); err != nil || p.InventoryKey != "part" {
		t.Errorf("%+v, %v", p, err)
	}
}
