package desk_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// TestSimulate: both sides are those of immex simulate, and nothing is posted.
func TestSimulate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	before, err := w.books.Head(t.Context(), w.rfc)
	if err != nil {
		t.Fatal(err)
	}
	path := "/p/" + w.rfc + "/simulacion"
	on := document.NewDate(2021, 2, 20)
	for query, sc := range map[string]step.Scenario{
		"?al=2021-02-20&sin_bom=directo":  {On: on, SinBOM: "directo"},
		"?al=2021-02-20&inventario=part":  {On: on, InventoryKey: "part"},
		"?al=2021-02-20&sin_bom=faltante": {On: on, SinBOM: "faltante"},
	} {
		want, err := step.Simulate(t.Context(), w.books, w.rfc, sc)
		if err != nil {
			t.Fatal(err)
		}
		got := b.get(t, path+query+"&formato=csv")
		if rows := strings.Count(got.body, "\n"+w.rfc+","); got.status != 200 || rows != len(want.Deltas) {
			t.Errorf("%s: %d and %d rows, expected %d", query, got.status, rows, len(want.Deltas))
		}
	}
	for query, want := range map[string]int{"": 200, "?dias=-1": 422, "?dias=400": 422, "?dias=x": 422, "?sin_bom=<b>": 422, "?inventario=x": 422, "?al=x": 400} {
		got := b.get(t, path+query)
		if query == "?al=x" && got.status == 400 {
			continue
		}
		if got.status != want {
			t.Errorf("%s: %d, expected %d", query, got.status, want)
		}
	}
	for content, want := range map[string]int{
		"producto,material,cantidad,unidad\n": 422, "<b>": 422, "": 422,
	} {
		got := b.drop(t, path, "tabla", "x<b>.csv", content)
		if got.status != want || strings.Contains(got.body, "x<b>") {
			t.Errorf("%q: %d, expected %d", content, got.status, want)
		}
	}
	const bom = "producto,componente,cantidad,unidad,version,vigente_desde\nPT-1,ESP-80,1,6,A,2021-01-01\n"
	if got := b.drop(t, path, "tabla", "bom.csv", bom); got.status != 200 || !strings.Contains(got.body, "Como quedaría") {
		t.Errorf("with a bill of materials: %d %s", got.status, got.body)
	}
	after, err := w.books.Head(t.Context(), w.rfc)
	if err != nil || after != before {
		t.Errorf("the journal moved from %v to %v, %v", before, after, err)
	}
}

// counted are books that tell each time somebody goes through their facts.
type counted struct {
	*embedded.Store

	read func()
}

func (b counted) AllFacts(ctx context.Context, rfc string) iter.Seq2[step.FactRecord, error] {
	b.read()
	return b.Store.AllFacts(ctx, rfc)
}

// TestTablesTakeTheirTurn: a simulation with tables of its own is worked out each
// time, after what takes long as well: it reads nothing while another has the turn,
// has the turn while it reads, and gives it back.
func TestTablesTakeTheirTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const bom = "producto,componente,cantidad,unidad,version,vigente_desde\nPT-1,ESP-80,1,6,A,2021-01-01\n"
	tables, err := w.office.Facts(t.Context(), w.rfc, "bom.csv", []byte(bom))
	if err != nil || len(tables) == 0 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	sc := step.Scenario{On: document.NewDate(2021, 2, 20), Tables: tables}
	want, err := step.Simulate(t.Context(), w.books, w.rfc, sc)
	if err != nil {
		t.Fatal(err)
	}
	turns, reads := make(chan struct{}, 1), 0
	desks := desk.Read(counted{w.books, func() {
		if reads++; len(turns) != 1 {
			t.Error("the facts are read without the turn")
		}
	}})
	turns <- struct{}{} // somebody else's
	ctx, leave := context.WithTimeout(desk.InTurn(t.Context(), turns), 200*time.Millisecond)
	defer leave()
	if _, err := desks.Simulate(ctx, w.rfc, sc); !errors.Is(err, context.DeadlineExceeded) || reads != 0 || len(turns) != 1 {
		t.Errorf("while another has the turn: %v, the facts were read %d times", err, reads)
	}
	<-turns
	got, err := desks.Simulate(desk.InTurn(t.Context(), turns), w.rfc, sc)
	if d := cmp.Diff(want.Deltas, got.Deltas); err != nil || d != "" || reads == 0 {
		t.Errorf("in its turn: %v, the facts were read %d times (-want +got):\n%s", err, reads, d)
	}
	if len(turns) != 0 {
		t.Error("it keeps the turn")
	}
}
