package step_test

import (
	"context"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
	"example.com/immex/shared/synth"
)

// TestFrozen: who approves a package sees, before it is written, the very findings
// that it tells: as many, of the same words, in the same order.
func TestFrozen(t *testing.T) {
	t.Parallel()
	testFrozen(t, newWorld(t))
}

// TestFrozenOnDynamoDB is TestFrozen on the stand-in that infra/test-aws.sh started.
func TestFrozenOnDynamoDB(t *testing.T) {
	t.Parallel()
	client := dynamotest.Client(t)
	testFrozen(t, &world{t: t, ctx: t.Context(), books: dynamotest.On(t, client, dynamotest.Table(t, client)), blobs: newShelves()})
}

func testFrozen(t *testing.T, w *world) {
	t.Helper()
	c := invent(t, synth.Options{Seed: 7, Months: 3, Pedimentos: 12, ErrorsOn: true})
	rfc := c.truth.Company.RFC
	for _, name := range c.documents() {
		w.settle(c.read(name)...)
	}
	file := "rfc: " + rfc + "\nnombre: Manufacturas Ejemplo\nprograma: \"1234-2006\"\nvigente_desde: \"2020-01-01\"\n" + reviewPolicy
	w.settle(reader().Read(w.ctx, step.Input{Name: "programa.yaml", RFC: rfc, Bytes: []byte(file)})...)
	w.match(rfc)
	out := tray{}
	sleep := func(context.Context, time.Duration) error { return nil }
	local := &step.Local{Definition: statemachine.Compile, Workers: 2, Sleep: sleep, Steps: &step.Compile{
		Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: out, Tool: "test", Reader: readers, Now: noon,
	}}
	added := 0
	for _, period := range []string{"2021-01", "2021-02", "2021-03", "2021"} {
		run := flow.Execution{ID: period, Name: period, StartTime: noon()}
		if r, err := local.Run(w.ctx, rfc, period, run); err != nil || r.Waiting == nil {
			t.Fatalf("%s: %+v, %v", period, r, err)
		}
		all, err := step.Reviews(w.ctx, w.books, rfc)
		asked, _ := step.OfPeriod(all, period, noon())
		if err != nil || asked == nil {
			t.Fatalf("%s: %v", period, err)
		}
		frozen, err := step.FrozenFindings(w.ctx, w.blobs, rfc, asked.CrossCheck)
		if err != nil || !frozen.Whole {
			t.Fatalf("%s: whole %t, %v", period, frozen.Whole, err)
		}
		r, _, err := local.Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: period, By: one}, run)
		if err != nil {
			t.Fatal(err)
		}
		zip := out[r.Package]
		if d := cmp.Diff(foundRows(t, string(fileIn(t, zip, "reportes/hallazgos.csv"))), cellsToldOf(frozen.Found)); d != "" {
			t.Errorf("%s: -package +before it was approved:\n%s", period, d)
		}
		added += len(frozen.Found) - strings.Count(string(fileIn(t, zip, "hechos/hallazgos.jsonl")), "\n")
	}
	if added == 0 {
		t.Error("no package adds a finding of its books: the test shows nothing")
	}
}

// cellsToldOf are findings as the cells of the package.
func cellsToldOf(found []report.Found) (rows [][]string) {
	for i := range found {
		f := &found[i]
		rows = append(rows, []string{string(f.Severity), f.Code, f.Pedimento, string(f.Document), f.Where, f.Message.ES, f.Message.EN})
	}
	return rows
}

// foundRows are the findings of a package; formulas are defused with an apostrophe.
func foundRows(t *testing.T, table string) (rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"gravedad", "codigo", "pedimento", "documento", "donde", "mensaje", "message"}
	for _, line := range all[1:] {
		var row []string
		for _, name := range names {
			for i, head := range all[0] {
				if head == name {
					row = append(row, strings.TrimPrefix(line[i], "'"))
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// workPaper is a shelf that holds one paper.
type workPaper struct {
	step.Blobs
	of string
}

func (b workPaper) Get(context.Context, string, step.Shelf, document.Hash) ([]byte, error) {
	return []byte(b.of), nil
}

// TestFrozenOfEarlier: what an earlier release froze lacks what its books find, and
// says so; what is no list of findings is none without any.
func TestFrozenOfEarlier(t *testing.T) {
	t.Parallel()
	for text, whole := range map[string]bool{
		`{"hallazgos":[]}`:                    false,
		`{"hallazgos":[],"de_libros":null}`:   false,
		`{"hallazgos":[],"de_libros":[]}`:     true,
		`{"hallazgos":[{}],"de_libros":[{}]}`: true,
	} {
		if f, err := step.FrozenFindings(t.Context(), workPaper{of: text}, rfc, ""); err != nil || f.Whole != whole {
			t.Errorf("%s: whole %t, %v", text, f.Whole, err)
		}
	}
	for _, text := range []string{``, `{}`, `null`, `{"hallazgos":null}`, `{"hallazgos":[`, `[]`} {
		if f, err := step.FrozenFindings(t.Context(), workPaper{of: text}, rfc, ""); !fault.Is(err, fault.Corrupt) {
			t.Errorf("%q: %d findings, %v", text, len(f.Found), err)
		}
	}
}

// TestFrozenMadeAgain: findings of a cut that were lost are made once more by who
// builds the period again, the very same, and it waits for the same approval.
func TestFrozenMadeAgain(t *testing.T) {
	t.Parallel()
	w, at, _ := reviewing(t)
	seen := func() (step.Frozen, error) {
		all, err := step.Reviews(w.ctx, w.books, rfc)
		asked, _ := step.OfPeriod(all, "2021-03", noon())
		if err != nil || len(all) > 2 || asked == nil {
			t.Fatalf("%d reviews, %v", len(all), err)
		}
		return step.FrozenFindings(w.ctx, w.blobs, rfc, asked.CrossCheck)
	}
	build := func(day int) {
		t.Helper()
		if r, err := at(day).Run(w.ctx, rfc, "2021-03", march()); err != nil || r.Waiting == nil {
			t.Fatalf("%+v, %v", r, err)
		}
	}
	build(0)
	before, err := seen()
	if err != nil || len(before.Found) == 0 {
		t.Fatalf("%d findings, %v", len(before.Found), err)
	}
	all, err := step.Reviews(w.ctx, w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	w.blobs.drop(rfc, step.ShelfWork, all[0].CrossCheck)
	if _, err := seen(); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("what is gone: %v", err)
	}
	build(1)
	again, err := seen()
	if d := cmp.Diff(before, again); err != nil || d != "" {
		t.Errorf("made again: %v (-before +again):\n%s", err, d)
	}
}
