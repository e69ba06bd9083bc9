package step_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
)

// cutWorld is a company whose documents came in, its books up to date.
func cutWorld(t *testing.T, company string, files []synthFile) *world {
	t.Helper()
	w := newWorld(t)
	w.bring(t, company, files)
	w.match(company)
	return w
}

func (w *world) bring(t *testing.T, company string, files []synthFile) {
	t.Helper()
	for _, f := range files {
		if f.name != "truth.json" {
			w.settle(reader().Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
		}
	}
}

func (w *world) steps(rules []*rule.Rule) *step.Compile {
	return &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: tray{}, Reader: readers, Rules: rules, Tool: "test"}
}

// planned freezes a cut and reconciles it.
func (w *world) planned(t *testing.T, c *step.Compile, company, period string) step.CrossCheckIn {
	t.Helper()
	plan, err := c.Plan(t.Context(), step.PlanIn{RFC: company, Period: period})
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Reconcile(t.Context(), step.ReconcileIn{RFC: company, Period: period, Cut: plan.Cut, Range: step.Range{To: "zzzzzzzzzzzzzzzzzzzzzzzzzzzz"}})
	if err != nil {
		t.Fatal(err)
	}
	return step.CrossCheckIn{RFC: company, Period: period, Cut: plan.Cut, Reconciled: []step.RefOut{all}}
}

// crossChecked runs the step and reads what it found.
func (w *world) crossChecked(t *testing.T, c *step.Compile, in step.CrossCheckIn) (document.Hash, []report.Found) {
	t.Helper()
	ref, err := c.CrossCheck(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	b, err := w.blobs.Get(t.Context(), in.RFC, step.ShelfWork, ref.Ref)
	if err != nil {
		t.Fatal(err)
	}
	var checked struct {
		Found []report.Found `json:"found"`
	}
	if err := json.Unmarshal(b, &checked); err != nil {
		t.Fatal(err)
	}
	return ref.Ref, checked.Found
}

func of(found []report.Found, prefix string) (out []report.Found) {
	for _, f := range found {
		if strings.HasPrefix(f.Code, prefix) {
			out = append(out, f)
		}
	}
	return out
}

// asks has rules that tell which papers, pairs and company they saw, so that
// anything more or less shows.
func asks() []*rule.Rule {
	papers := &rule.Rule{
		Code: "ours_papeles", Authority: rule.Aduanera, From: 20000101, Severity: document.Warning, Confidence: "C",
		Case: func(c *rule.Case) rule.Outcome {
			n := len(c.Papers.Sales(c.P.Number)) + len(c.Papers.Packings(c.P.Number))
			for i := range c.P.Facturas {
				f := &c.P.Facturas[i]
				n += len(c.Papers.CFDI(f.Numero)) + len(c.Papers.Invoices(f.Numero, ""))
				if c.Papers.COVE(f.COVE) != nil {
					n++
				}
			}
			c.Fail(rule.Where{Field: "facturas"}, "%d papeles", "%d papers", n)
			return c.Judged()
		},
	}
	stamped := &rule.Rule{
		Code: "ours_cfdi", Authority: rule.CFF, From: 20000101, Severity: document.Warning, Confidence: "C",
		CFDI: func(c *rule.CFDICase) rule.Outcome {
			return c.Fail(rule.Where{Field: "total"}, "%s", "%s", c.C.Total)
		},
	}
	return append(told(), papers, stamped, &rule.Rule{
		Code: "ours_todo", Authority: rule.Aduanera, From: 20000101, Severity: document.Warning, Confidence: "C",
		Books: func(b *rule.Books) rule.Outcome {
			name := "?"
			if b.Company != nil {
				name = b.Company.Programa
			}
			b.Fail(rule.Where{Key: "libros"}, "%s al %s: %d pares; delivered %t", "%s on %s: %d pairs; delivered %t",
				name, b.AsOf, len(b.Pairs), b.Others.Delivered("2021-02"))
			return b.Judged()
		},
	})
}

// TestPackageTellsRules: at rest the rules say of a cut what they say of the
// books as they are, and each finding names its pedimento, the document that was
// judged, and where.
func TestPackageTellsRules(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := cutWorld(t, company, files)
	c := w.steps(asks())
	_, found := w.crossChecked(t, c, w.planned(t, c, company, "2021-02"))
	from, to, err := step.Period("2021-02")
	if err != nil {
		t.Fatal(err)
	}
	live, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader(), Rules: asks()}).Run(t.Context(), company, from, to)
	if err != nil {
		t.Fatal(err)
	}
	papers := map[string]int{}
	var want, have []string
	for i := range live.Findings {
		want = append(want, live.Findings[i].Code+" "+live.Findings[i].Message.ES)
	}
	docs, err := step.Documents(t.Context(), w.books, company)
	if err != nil {
		t.Fatal(err)
	}
	key := map[document.Hash]string{}
	for _, d := range docs {
		key[d.Record.SHA] = d.Record.Key
	}
	for _, f := range of(found, "ours_") {
		have = append(have, f.Code+" "+f.Message.ES)
		switch f.Code {
		case "ours_cfdi":
			if f.Pedimento != "" || key[f.Document] == "" || f.Where != key[f.Document]+" total" {
				t.Errorf("%+v is of %s", f, key[f.Document])
			}
		case "ours_papeles":
			papers[f.Message.EN]++
		case "ours_partida":
			if len(f.Pedimento) != 15 || key[f.Document] != f.Pedimento || !strings.HasPrefix(f.Where, "partida ") {
				t.Errorf("%+v is of %s", f, key[f.Document])
			}
		default:
			if f.Pedimento != "" || f.Document != "" || f.Where != "libros" {
				t.Errorf("%+v", f)
			}
		}
	}
	if d := cmp.Diff(want, have); d != "" || len(have) < 3 {
		t.Errorf("%d findings (-books +package):\n%s", len(have), d)
	}
	if len(papers) < 2 || len(of(found, "ours_cfdi")) == 0 {
		t.Errorf("papers of the declarations: %v", papers)
	}
	if u := of(found, "rules_not_asked"); len(u) > 0 {
		t.Errorf("not read again: %+v", u)
	}
}

// TestLaterDocumentsChangeNothing: what comes in between plan and crosscheck is
// not of the cut, and the step repeated answers the same.
func TestLaterDocumentsChangeNothing(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	early, late := halves(files)
	w := cutWorld(t, company, early)
	c := w.steps(asks())
	in := w.planned(t, c, company, "2021-03")
	before, found := w.crossChecked(t, c, in)
	if len(of(found, "ours_")) < 3 {
		t.Fatalf("found %v", found)
	}
	if again, _ := w.crossChecked(t, c, in); again != before {
		t.Error("the step repeated answers another ref")
	}
	w.bring(t, company, late)
	w.bring(t, company, []synthFile{
		{"programa.yaml", []byte("rfc: " + company + "\nnombre: OTRO\nprograma: \"9999-2026\"\nvigente_desde: 2026-01-01\n")},
		{"mapeo.yaml", []byte(learned)},
		{"resuelto.csv", []byte("huella,estado,fecha,causa,hasta,quien,nota,evidencia\nabcdefghijklmnop,reconocido,2021-04-01,,,Analista,Nada,\n")},
	})
	w.match(company)
	if after, now := w.crossChecked(t, c, in); after != before {
		t.Errorf("what arrived later changed the cut (-before +after):\n%s", cmp.Diff(found, now))
	}
	again := w.planned(t, c, company, "2021-03")
	if _, now := w.crossChecked(t, c, again); cmp.Equal(of(found, "ours_"), of(now, "ours_")) {
		t.Error("planned again it says the same: nothing of what arrived could have shown")
	}
}

// halves parts the files of a company: the programme and every second file
// first.
func halves(files []synthFile) (early, late []synthFile) {
	for i, f := range files {
		if i%2 == 0 || strings.HasSuffix(f.name, ".yaml") {
			early = append(early, f)
		} else {
			late = append(late, f)
		}
	}
	return early, late
}

// TestOrderOfArrivalIsNotFound: the findings of rules are the same whatever
// came first.
func TestOrderOfArrivalIsNotFound(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	var refs []document.Hash
	for range 2 {
		w := cutWorld(t, company, files)
		c := w.steps(asks())
		ref, _ := w.crossChecked(t, c, w.planned(t, c, company, "2021"))
		refs = append(refs, ref)
		slices.Reverse(files)
	}
	if refs[0] != refs[1] {
		t.Error("another order found other things")
	}
}

// TestBestSourceAlone: a cut reads a pedimento by its best source; the files of
// the others are not read for it.
func TestBestSourceAlone(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := cutWorld(t, company, files)
	c := w.steps(asks())
	in := w.planned(t, c, company, "2021")
	var cut step.Cut
	b, err := w.blobs.Get(t.Context(), company, step.ShelfWork, in.Cut)
	if err != nil || json.Unmarshal(b, &cut) != nil {
		t.Fatal(err)
	}
	docs, err := step.Documents(t.Context(), w.books, company)
	if err != nil {
		t.Fatal(err)
	}
	best := map[string]int{}
	for _, d := range docs {
		if r := d.Record; r.Kind == document.KindPedimento && r.Fact != "" {
			if rank, ok := best[r.Key]; !ok || r.Source.Rank() < rank {
				best[r.Key] = r.Source.Rank()
			}
		}
	}
	left := 0
	for _, d := range docs {
		r := d.Record
		if r.Kind != document.KindPedimento || r.Inside || r.Parent != "" || r.Source.Rank() == best[r.Key] {
			continue
		}
		left++
		if slices.ContainsFunc(cut.Files, func(f step.CutFile) bool { return f.SHA == r.SHA }) {
			t.Errorf("%s is read and is of a lesser source, %s", r.Name, r.Source)
		}
	}
	if left == 0 {
		t.Error("the company has no pedimento from two sources")
	}
}

// TestRulesNotAsked: a pedimento of the books that no file gives again is told
// in its own period, unless another source of it was judged.
func TestRulesNotAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, may := month()
	w.settle(papers...)
	w.settle(may)
	w.match(rfc)
	c := w.steps(asks())
	_, found := w.crossChecked(t, c, w.planned(t, c, rfc, "2021-03"))
	var told []string
	for _, f := range of(found, "rules_not_asked") {
		told = append(told, f.Pedimento+" "+string(f.Severity))
		if f.Document == "" || f.Message.EN == "" {
			t.Errorf("%+v", f)
		}
	}
	slices.Sort(told)
	var want []string
	for _, p := range papers {
		if p.Fact != nil {
			want = append(want, p.Fact.Key+" unreadable")
		}
	}
	slices.Sort(want)
	if d := cmp.Diff(want, told); d != "" {
		t.Error(d)
	}
}

// TestCrossCheckNeedsItsReader: without a reader, with one whose platform is in
// trouble, without a file of the archive, or under other law, there is no
// package without findings of rules.
func TestCrossCheckNeedsItsReader(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := cutWorld(t, company, files)
	c := w.steps(told())
	in := w.planned(t, c, company, "2021-02")
	none := *c
	none.Reader = nil
	if _, err := none.CrossCheck(t.Context(), in); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("without a reader: %v", err)
	}
	away := errors.New("away")
	none.Reader = func(string) *step.Reader {
		r := reader()
		r.Failed = func() error { return fault.New(fault.Transient, "read", away) }
		return r
	}
	if _, err := none.CrossCheck(t.Context(), in); !fault.Is(err, fault.Transient) || !errors.Is(err, away) {
		t.Errorf("with a platform in trouble: %v", err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	none.Reader = func(string) *step.Reader {
		cancel()
		return reader()
	}
	if _, err := none.CrossCheck(stopped, in); err == nil {
		t.Error("a step that was stopped found nothing and said so")
	}
	var cut step.Cut
	b, err := w.blobs.Get(t.Context(), company, step.ShelfWork, in.Cut)
	if err != nil || json.Unmarshal(b, &cut) != nil || len(cut.Files) == 0 {
		t.Fatalf("%v %+v", err, cut.Files)
	}
	lost := *c
	lost.Blobs = without{w.blobs, cut.Files[0].SHA}
	if _, err := lost.CrossCheck(t.Context(), in); err == nil {
		t.Error("a file of the cut is gone from the archive and nothing is said")
	}
	cut.Law = "another"
	if b, err = json.Marshal(cut); err != nil {
		t.Fatal(err)
	}
	if in.Cut, err = w.blobs.Put(t.Context(), company, step.ShelfWork, b); err != nil {
		t.Fatal(err)
	}
	if _, err := c.CrossCheck(t.Context(), in); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("under other law: %v", err)
	}
}

// without is a store that lost a blob.
type without struct {
	*shelves
	lost document.Hash
}

func (s without) Get(ctx context.Context, rfc string, shelf step.Shelf, h document.Hash) ([]byte, error) {
	if h == s.lost {
		return nil, missing(h)
	}
	return s.shelves.Get(ctx, rfc, shelf, h)
}

// TestPairsOfACut: the other side of a transfer counts for a cut when it was
// paid up to its end, and not one that came after the plan.
func TestPairsOfACut(t *testing.T) {
	t.Parallel()
	states := &rule.Rule{
		Code: "ours_pares", Authority: rule.Aduanera, From: 20000101, Severity: document.Warning, Confidence: "C",
		Books: func(b *rule.Books) rule.Outcome {
			for _, p := range b.Pairs {
				b.Fail(rule.Where{Key: p.Pedimento}, "%s", "%s", p.State)
			}
			return b.Judged()
		},
	}
	other := transfer(77)
	other.Operacion = "IMP"
	inApril := other
	inApril.Pago = 20210401
	for name, c := range map[string]struct {
		before, after []*step.Paper
		want          string
	}{
		"none":           {nil, nil, ledger.PairReferenced},
		"here":           {[]*step.Paper{theirs(t, other)}, nil, ledger.PairConfirmed},
		"after the plan": {nil, []*step.Paper{theirs(t, other)}, ledger.PairReferenced},
		"paid in April":  {[]*step.Paper{theirs(t, inApril)}, nil, ledger.PairReferenced},
	} {
		w := newWorld(t)
		w.settle(paper(transfer(1, other.Key)))
		w.settle(c.before...)
		w.match(rfc)
		steps := w.steps([]*rule.Rule{states})
		in := w.planned(t, steps, rfc, "2021-03")
		w.settle(c.after...)
		_, found := w.crossChecked(t, steps, in)
		got := of(found, "ours_pares")
		if len(got) != 1 || got[0].Message.ES != c.want || got[0].Pedimento != number(2021, 1) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
