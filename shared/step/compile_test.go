package step_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// tray is an outbox in memory: a sealed name never changes.
type tray map[string][]byte

func (o tray) Deliver(_ context.Context, p step.Parcel) (string, error) {
	var b bytes.Buffer
	if err := p.Zip(&b); err != nil {
		return "", err
	}
	name, h := p.Name, p.SHA256
	if old, ok := o[name]; ok && document.HashOf(old) != h {
		return "", fault.Newf(fault.Conflict, "deliver "+name, "another package has that name")
	}
	o[name] = b.Bytes()
	return "tray/" + name, nil
}

// zipOf is the package of a parcel.
func zipOf(t *testing.T, p *step.Parcel) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Zip(&b); err != nil {
		t.Fatal(err)
	}
	if document.HashOf(b.Bytes()) != p.SHA256 {
		t.Error("the parcel holds another package")
	}
	return b.Bytes()
}

func (w *world) compile(out step.Outbox) (step.Result, error) { return w.compileOn(w.blobs, out) }

func (w *world) compileOn(blobs step.Blobs, out step.Outbox) (step.Result, error) {
	return w.compilePeriod(blobs, out, "2021-03")
}

func (w *world) compilePeriod(blobs step.Blobs, out step.Outbox, period string) (step.Result, error) {
	l := &step.Local{
		Definition: statemachine.Compile, Workers: 2,
		Steps: &step.Compile{Books: w.books, Blobs: blobs, Locator: w.blobs, Outbox: out, Language: document.Spanish, Tool: "test", Reader: readers, Now: noon},
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
	return l.Run(w.ctx, rfc, period, flow.Execution{ID: period, Name: period, StartTime: noon()})
}

func readers(string) *step.Reader { return reader() }

// month is a small March: an entry, a return, and the rectification of May.
func month() (march []*step.Paper, may *step.Paper) {
	chain := stories()["a chain of rectifications"]()
	out := paper(ledger.Fact{Key: number(2021, 8), Clave: "RT", Operacion: "EXP", Pago: date("2021-03-15"), Lineas: []ledger.Line{line(1, "39012001", 30)}})
	f := *chain[1].Fact
	f.Pago, f.AsOf = date("2021-05-10"), date("2021-05-10")
	return []*step.Paper{chain[0], out, programmePaper("sin_bom: directo\n")}, paper(f)
}

// TestPackageTwice: the same cut gives the same bytes, whatever the arrival and
// however the shelves take them.
func TestPackageTwice(t *testing.T) {
	t.Parallel()
	var packages []step.Result
	for _, backwards := range []bool{false, true} {
		w := newWorld(t)
		papers, _ := month()
		if backwards {
			slices.Reverse(papers)
		}
		for _, p := range papers {
			w.settle(p)
		}
		w.match(rfc)
		out := tray{}
		var blobs step.Blobs = w.blobs
		if backwards {
			blobs = &piecewise{shelves: w.blobs}
		}
		for range 2 {
			r, err := w.compileOn(blobs, out)
			if err != nil {
				t.Fatal(err)
			}
			packages = append(packages, r)
		}
		if len(out) != 1 || document.HashOf(out[packages[0].Package]) != packages[0].SHA256 {
			t.Errorf("delivered %d packages", len(out))
		}
	}
	for _, p := range packages[1:] {
		if d := cmp.Diff(packages[0], p); d != "" {
			t.Errorf("(-first +again):\n%s", d)
		}
	}
}

// TestLateFact: a rectification paid in May changes March; a supplementary
// package says so and names the sealed one, which is never written over.
func TestLateFact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, may := month()
	w.settle(papers...)
	w.match(rfc)
	out := tray{}
	sealed, err := w.compile(out)
	if err != nil {
		t.Fatal(err)
	}
	w.settle(may)
	w.match(rfc)
	late, err := w.compile(out)
	if err != nil || late.Package != rfc+"-2021-03-S1.zip" {
		t.Fatalf("a late fact and the sealed name: %+v, %v", late, err)
	}
	want := &expediente.Superseded{Package: sealed.Package, SHA256: sealed.SHA256, Changed: []string{"hallazgos"}}
	if d := cmp.Diff(want, manifestIn(t, out[late.Package]).Supersedes); d != "" {
		t.Errorf("(-want +superseded):\n%s", d)
	}
	if document.HashOf(out[sealed.Package]) != sealed.SHA256 {
		t.Error("the sealed package was written over")
	}
	fresh := tray{}
	again, err := w.compile(fresh)
	if d := cmp.Diff(late, again); err != nil || d != "" {
		t.Errorf("started again: %v (-first +again):\n%s", err, d)
	}
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: fresh, Tool: "test", Reader: readers}
	codes := crossCheck(t, w, c, "2021-03")
	if !slices.Contains(codes, "late_fact") {
		t.Errorf("findings %v", codes)
	}
	if codes := crossCheck(t, w, c, "2021-05"); slices.Contains(codes, "late_fact") {
		t.Errorf("May knows it: %v", codes)
	}
}

// crossCheck runs the steps by hand up to the comparison.
func crossCheck(t *testing.T, w *world, c *step.Compile, period string) []string {
	t.Helper()
	plan, err := c.Plan(w.ctx, step.PlanIn{RFC: rfc, Period: period})
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Reconcile(w.ctx, step.ReconcileIn{RFC: rfc, Period: period, Cut: plan.Cut, Range: step.Range{From: "", To: "zzzzzzzzzzzzzzzzzzzzzzzzzzzz"}})
	if err != nil {
		t.Fatal(err)
	}
	ref, err := c.CrossCheck(w.ctx, step.CrossCheckIn{RFC: rfc, Period: period, Cut: plan.Cut, Reconciled: []step.RefOut{all}})
	if err != nil {
		t.Fatal(err)
	}
	var checked struct {
		Found []document.Finding `json:"hallazgos"`
	}
	decode(t, w, ref.Ref, &checked)
	var codes []string
	for _, f := range checked.Found {
		codes = append(codes, f.Code)
	}
	return codes
}

// TestReconcileSeesABrokenBook: a stored book that breaks its invariants
// stops the package.
func TestReconcileSeesABrokenBook(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	m := ledger.Fraccion("39012001", "1")
	old, _, err := w.books.Book(w.ctx, rfc, m.ID(rfc))
	if err != nil {
		t.Fatal(err)
	}
	err = w.books.SaveBooks(w.ctx, rfc, []step.BookUpdate{{
		Ref:  step.MaterialRef{ID: old.ID, Material: m, Wanted: old.Applied, Gen: old.Gen},
		Book: step.BookRecord{ID: old.ID, Gen: old.Gen + 1, Applied: old.Applied, Manifest: brokenManifest(t, w.books, old)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.compile(tray{}); !fault.Is(err, fault.Corrupt) {
		t.Errorf("a package of broken books: %v", err)
	}
	if r, err := step.Replay(w.ctx, w.books, rfc); err != nil || r.Difference.EN == "" {
		t.Errorf("replay sees no difference: %+v, %v", r, err)
	}
}

// TestPlanWaits: materials that wait for matching are no cut.
func TestPlanWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(original())
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: tray{}}
	if _, err := c.Plan(w.ctx, step.PlanIn{RFC: rfc, Period: "2021-03"}); !fault.Is(err, fault.Conflict) {
		t.Errorf("%v", err)
	}
	for _, bad := range []string{"", "2021-3", "2021-13", "0000", "0000-01", "21", "2021-03-01", "enero"} {
		if _, err := c.Plan(w.ctx, step.PlanIn{RFC: rfc, Period: bad}); !fault.Is(err, fault.Misconfigured) {
			t.Errorf("period %q: %v", bad, err)
		}
	}
}

// lost is an outbox that is away.
type lost struct{ class fault.Class }

func (l lost) Deliver(context.Context, step.Parcel) (string, error) {
	return "", fault.New(l.class, "deliver", errors.New("away"))
}

// TestDeliverFails with the class of its cause, so that a person or a retry
// knows what to do.
func TestDeliverFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	for _, class := range []fault.Class{fault.Transient, fault.Conflict, fault.Misconfigured} {
		if _, err := w.compile(lost{class}); fault.Of(err) != class {
			t.Errorf("%s: %v", class, err)
		}
	}
}

func TestPeriod(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{
		"2021-02": {"2021-02-01", "2021-02-28"}, "2024-02": {"2024-02-01", "2024-02-29"}, "2021-12": {"2021-12-01", "2021-12-31"}, "2021": {"2021-01-01", "2021-12-31"},
	} {
		from, to, err := step.Period(in)
		if err != nil || from != date(want[0]) || to != date(want[1]) {
			t.Errorf("%s: %s to %s, %v", in, from, to, err)
		}
	}
}

// TestDuePeriods: the third business day of the next month, and the year with
// December.
func TestDuePeriods(t *testing.T) {
	t.Parallel()
	for at, want := range map[string][]string{
		"2021-03-02T12:00:00Z": {"2021-01"}, // Monday 1, Tuesday 2
		"2021-03-03T00:00:00Z": {"2021-02"}, // the third business day
		"2021-03-31T23:59:59Z": {"2021-02"}, // asked again
		"2021-05-04T12:00:00Z": {"2021-03"}, // 1 and 2 May are a weekend
		"2021-05-05T12:00:00Z": {"2021-03"}, // Monday 3, 4; 5 May is none
		"2021-05-06T12:00:00Z": {"2021-04"},
		"2022-01-04T12:00:00Z": {"2021-11"},         // 1 January is a Saturday
		"2022-01-05T12:00:00Z": {"2021-12", "2021"}, // the year with December
		"2022-02-01T12:00:00Z": {"2021-12", "2021"}, // still, before February's day
		"2022-02-03T12:00:00Z": {"2022-01"},
	} {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, step.DuePeriods(now)); d != "" {
			t.Errorf("%s: %s", at, d)
		}
	}
}

// brokenManifest changes one byte so that the book can be read and breaks its
// invariants.
func brokenManifest(t fataler, store step.BookStore, r step.BookRecord) []byte {
	t.Helper()
	for i := len(r.Manifest) - 1; i > 0; i-- {
		other := r
		other.Manifest = bytes.Clone(r.Manifest)
		other.Manifest[i] ^= 2
		b, err := step.OpenBook(context.Background(), store, rfc, other)
		if err == nil && b.Check() != nil && b.RFC == rfc && b.ID == r.ID {
			return other.Manifest
		}
	}
	t.Fatal("no byte breaks the book")
	return nil
}
