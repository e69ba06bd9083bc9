package step_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// generations are those of every material, the oldest first.
func (w *world) generations() map[string][]step.BookRecord {
	w.t.Helper()
	out := map[string][]step.BookRecord{}
	for head, err := range w.books.Books(w.ctx, rfc) {
		if err != nil {
			w.t.Fatal(err)
		}
		for g, err := range w.books.Generations(w.ctx, rfc, head.ID) {
			if err != nil {
				w.t.Fatal(err)
			}
			out[head.ID] = append(out[head.ID], g)
		}
	}
	return out
}

// TestStoredDiffIsTheComputed: whatever arrives in whatever order, what is
// stored with a generation that changed the past is what opening both books
// gives, and one that stores nothing is an append or says the same. Arrivals
// come one by one or several before they are matched, as files of one batch.
func TestStoredDiffIsTheComputed(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	files := openFolders(t)
	stored, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		w, done := files.open(t)
		defer done()
		for n, i := range h.order() {
			w.commitAt(n, h.arrivals[i]()...)
			if rapid.IntRange(0, 2).Draw(t, "end of the batch") > 0 {
				w.match(rfc)
			}
		}
		w.match(rfc)
		listed := map[string]*ledger.Rewrite{} // a run may come back: told by where it ends, too
		list, err := step.Rewrites(w.ctx, w.books, rfc)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range list {
			listed[fmt.Sprint(r.Material, r.ToSeq)] = r
			if i > 0 && r.ToSeq < list[i-1].ToSeq {
				t.Errorf("the list is not in the order of the journal")
			}
		}
		heads := w.heads()
		for id, gens := range w.generations() {
			if heads[id] == nil {
				continue // nothing is left of it
			}
			material := heads[id].Material
			if gens[0].Rewrite != nil {
				t.Fatal("the first generation stores a diff")
			}
			for i := 1; i < len(gens); i++ {
				want, err := step.ComputedDiff(w.ctx, w.books, rfc, gens[i-1], gens[i])
				if err != nil {
					t.Fatal(err)
				}
				if gens[i].Rewrite == nil {
					none++
					for _, d := range want.Deltas {
						if d.Antes != 0 && d.Que != ledger.DeltaSaldo {
							t.Fatalf("an append changes %+v", d)
						}
					}
					continue
				}
				stored++
				got, err := step.DiffRuns(w.ctx, w.books, rfc, gens[i-1].Run(), gens[i].Run())
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
					t.Fatalf("(-computed +stored):\n%s", d)
				}
				r := listed[fmt.Sprint(material, gens[i].Applied)]
				if r == nil || r.To != gens[i].Run() || r.From != gens[i-1].Run() || r.FromSeq != gens[i-1].Applied || r.ToSeq != gens[i].Applied {
					t.Fatalf("generation %d of %d is listed as %+v", i+1, len(gens), r)
				}
			}
		}
	})
	t.Logf("%d generations stored what they changed, %d were appends", stored, none)
	if stored == 0 || none == 0 {
		t.Error("both must be tried")
	}
}

// TestStoredDiffOfALateExit: the record of an exit that comes late, by hand,
// and between runs that do not follow each other the books are opened.
func TestStoredDiffOfALateExit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	entry := func(n int, day string) ledger.Fact {
		return ledger.Fact{Key: number(2021, n), Clave: "IN", Pago: date(day), Lineas: []ledger.Line{line(1, resin, 100)}}
	}
	exit := func(n int, day string) ledger.Fact {
		f := ledger.Fact{Key: number(2022, n), Clave: "F4", Operacion: "IMP", Pago: date(day), Lineas: []ledger.Line{line(1, resin, 60)}}
		return f
	}
	w.at(0, paper(entry(1, "2021-01-10")))
	w.at(1, paper(entry(2, "2021-02-10")))
	w.at(2, paper(exit(2, "2021-03-15")))
	w.at(3, paper(exit(1, "2021-02-20"))) // late: it takes what the other took
	list, err := step.Rewrites(w.ctx, w.books, rfc)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d stored, %v", len(list), err)
	}
	r := list[0]
	if r.RFC != rfc || r.Material != ledger.Fraccion(resin, "1") || r.FromSeq != 3 || r.ToSeq != 4 || r.FirstAffected != date("2021-02-20") {
		t.Errorf("%+v", r)
	}
	if d := cmp.Diff([]string{"2021-02", "2021-03"}, r.Periods); d != "" {
		t.Error(d)
	}
	want := map[string]int{ledger.DeltaSalida: 1, ledger.DeltaDescargo: 3, ledger.DeltaSaldo: 2}
	if d := cmp.Diff(want, r.Counts); d != "" {
		t.Error(d)
	}
	gens := w.generations()[ledger.Fraccion(resin, "1").ID(rfc)]
	far, err := step.DiffRuns(w.ctx, w.books, rfc, gens[0].Run(), gens[len(gens)-1].Run())
	if err != nil || len(far.Deltas) == 0 {
		t.Fatalf("%+v, %v", far, err)
	}
	back, err := step.DiffRuns(w.ctx, w.books, rfc, r.To, r.From)
	if err != nil || len(back.Deltas) != 6 || back.Deltas[0].Antes == 0 {
		t.Errorf("backwards: %+v, %v", back, err)
	}
}

// TestStoredDiffOfABatch: a late exit is told the same whether it is matched
// alone or with documents of the present that came before and after it. What a
// first batch brings replaces nothing and is no diff, whatever its order.
func TestStoredDiffOfABatch(t *testing.T) {
	t.Parallel()
	entry := func(n int, day string) *step.Paper {
		return paper(ledger.Fact{Key: number(2021, n), Clave: "IN", Pago: date(day), Lineas: []ledger.Line{line(1, resin, 100)}})
	}
	exit := func(n int, day string) *step.Paper {
		return paper(ledger.Fact{Key: number(2022, n), Clave: "F4", Operacion: "IMP", Pago: date(day), Lineas: []ledger.Line{line(1, resin, 60)}})
	}
	late := func() *step.Paper { return exit(1, "2021-02-20") }
	for name, batch := range map[string]func() []*step.Paper{
		"alone":      func() []*step.Paper { return []*step.Paper{late()} },
		"with later": func() []*step.Paper { return []*step.Paper{entry(3, "2021-05-10"), late(), exit(3, "2021-05-20")} },
	} {
		w := newWorld(t)
		for n, p := range []*step.Paper{entry(1, "2021-01-10"), exit(4, "2021-01-20"), entry(2, "2021-02-10"), exit(2, "2021-03-15")} {
			w.commitAt(n, p)
		}
		w.match(rfc)
		if list, err := step.Rewrites(w.ctx, w.books, rfc); err != nil || len(list) != 0 {
			t.Fatalf("%s: the first batch stores %d diffs, %v", name, len(list), err)
		}
		for n, p := range batch() {
			w.commitAt(10+n, p)
		}
		w.match(rfc)
		list, err := step.Rewrites(w.ctx, w.books, rfc)
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %d stored, %v", name, len(list), err)
		}
		d, err := step.DiffRuns(w.ctx, w.books, rfc, list[0].From, list[0].To)
		if err != nil {
			t.Fatal(err)
		}
		otherwise := 0 // of the exit that was there
		for _, x := range d.Deltas {
			if x.Que == ledger.DeltaDescargo && x.Exit == number(2022, 2)+"-1" {
				otherwise++
			}
		}
		if list[0].FirstAffected != date("2021-02-20") || !slices.Contains(list[0].Periods, "2021-02") || otherwise == 0 {
			t.Errorf("%s: from %s, months %v, %d descargos of the exit that was there: %+v", name, list[0].FirstAffected, list[0].Periods, otherwise, d.Deltas)
		}
	}
}
