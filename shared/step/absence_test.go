package step_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// flapping is a rule whose cause is there or not, as the test says.
func flapping(there *bool) []*rule.Rule {
	return []*rule.Rule{{
		Code: "ours_va_y_viene", Authority: rule.Aduanera, From: 20000101, Severity: document.Warning, Confidence: "C",
		Books: func(b *rule.Books) rule.Outcome {
			if *there {
				b.Fail(rule.Where{Field: "lote"}, "siempre lo mismo", "always the same")
			}
			return b.Judged()
		},
	}}
}

// invented settles the documents of a made-up company, which gives its RFC.
func (w *world) invented(t *testing.T, reader *step.Reader) string {
	t.Helper()
	files, company := invented(t)
	for _, f := range files {
		w.settle(reader.Read(w.ctx, step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
	}
	return company
}

// comesBack walks a finding through its life: what was decided holds while the
// cause stays, and no longer when it was gone and returns word for word; a look
// that sees nothing gone writes nothing, and what it wrote is in the journal.
func comesBack(t *testing.T, w *world) {
	t.Helper()
	there := true
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	rfc := w.invented(t, reader)
	w.match(rfc)
	j := &step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: flapping(&there)}
	const today = document.Date(20260410)
	on := func(day document.Date) *step.Found {
		b, err := j.Board(w.ctx, rfc, day)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(b.Found, func(f step.Found) bool { return f.Finding.Code == "ours_va_y_viene" })
		if i < 0 {
			return nil
		}
		return &b.Found[i]
	}
	look := func(day document.Date, want bool) {
		t.Helper()
		x, err := j.Look(w.ctx, rfc, day, noon())
		if err != nil || (x != nil) != want {
			t.Errorf("a look on %s gives %+v, %v; want one: %v", day, x, err, want)
		}
	}
	f := on(today)
	decide := func(state, day, note string) {
		t.Helper()
		row := "huella,estado,fecha,causa,quien,nota,evidencia\n" + f.Fingerprint + "," + state + "," + day + "," + f.Cause + ",Analista," + note + ",Acuse\n"
		if r := w.settle(reader.Read(w.ctx, step.Input{Name: note + ".csv", Bytes: []byte(row), RFC: rfc})...); r[0].Status != document.Accepted {
			t.Fatalf("%s: %+v", note, r[0])
		}
	}
	stands := func(day document.Date, want rule.State, again bool, gone document.Date) {
		t.Helper()
		s := on(day).Standing
		if s.State != want || s.Again != again || s.By.Ausente != gone {
			t.Errorf("on %s it stands %+v by %+v; want %s, again %v, gone %s", day, s, s.By, want, again, gone)
		}
	}
	look(today, false)
	decide("resuelto", "2026-04-10", "Corregido")
	look(today, false)
	stands(today, rule.Resolved, false, 0)
	books := w.state(rfc).Books
	there = false
	look(20260411, true)
	look(20260412, false)
	there = true
	stands(20260415, rule.Open, true, 20260411)
	stands(20260410, rule.Resolved, false, 20260411)
	look(20260415, false)
	decide("resuelto", "2026-04-16", "Corregido otra vez")
	stands(20260416, rule.Resolved, false, 0)
	if d := cmp.Diff(books, w.state(rfc).Books); d != "" {
		t.Errorf("a look moved the books: %s", d)
	}
	w.check(rfc)
	docs, err := step.Documents(w.ctx, w.books, rfc)
	if err != nil || slices.ContainsFunc(docs, func(d step.DocumentState) bool { return d.Record.Kind == document.KindAbsence }) {
		t.Errorf("a look is listed as a document: %v", err)
	}
}

// TestFindingComesBack: a finding that was gone is open again when it returns.
func TestFindingComesBack(t *testing.T) {
	t.Parallel()
	comesBack(t, newWorld(t))
}

// TestFindingComesBackOnDynamoDB is the same on the other store.
func TestFindingComesBackOnDynamoDB(t *testing.T) {
	t.Parallel()
	client := dynamotest.Client(t)
	comesBack(t, &world{t: t, ctx: t.Context(), books: dynamotest.On(t, client, dynamotest.Table(t, client)), blobs: newShelves()})
}

// oneCFDI is an invoice with bytes of its own.
func (w *world) oneCFDI(t *testing.T, rfc string) document.Hash {
	t.Helper()
	docs, err := step.Documents(w.ctx, w.books, rfc)
	i := slices.IndexFunc(docs, func(d step.DocumentState) bool {
		return d.Record.Kind == document.KindCFDI && d.Record.Status == document.Accepted && d.Record.Parent == ""
	})
	if err != nil || i < 0 {
		t.Fatalf("no CFDI: %v", err)
	}
	return docs[i].Record.SHA
}

// TestLookWaits: what is not found while the books are behind the journal, or
// while a document cannot be read, is not taken for gone.
func TestLookWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	rfc := w.invented(t, reader)
	there := true
	j := &step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: flapping(&there)}
	b, err := j.Board(w.ctx, rfc, 20260410)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(b.Found, func(f step.Found) bool { return f.Rule != nil })
	row := "huella,estado,fecha,causa,quien,nota,evidencia\n" + b.Found[i].Fingerprint + ",resuelto,2026-04-10,,Analista,Hecho,Acuse\n"
	if r := w.settle(j.Reader.Read(w.ctx, step.Input{Name: "r.csv", Bytes: []byte(row), RFC: rfc})...); r[0].Status != document.Accepted {
		t.Fatalf("%+v", r[0])
	}
	there = false
	if x, err := j.Look(w.ctx, rfc, 20260411, noon()); x != nil || err != nil {
		t.Errorf("a look before the matcher gives %+v, %v", x, err)
	}
	w.match(rfc)
	blind := *j
	blind.Blobs = without{w.blobs, w.oneCFDI(t, rfc)}
	if x, err := blind.Look(w.ctx, rfc, 20260411, noon()); x != nil || err != nil {
		t.Errorf("a look that could not read a document gives %+v, %v", x, err)
	}
	x, err := j.Look(w.ctx, rfc, 20260411, noon())
	if err != nil || x == nil {
		t.Fatalf("no look after it: %v", err)
	}
	if len(x.Gone) != 1 || x.Gone[0].Finding != b.Found[i].Fingerprint {
		t.Errorf("a look after it gives %+v", x)
	}
	all, err := step.Absences(w.ctx, w.books, rfc)
	if d := cmp.Diff([]step.Absence{*x}, all); err != nil || d != "" {
		t.Errorf("%v %s", err, d)
	}
}
