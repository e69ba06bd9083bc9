package desk_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
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
