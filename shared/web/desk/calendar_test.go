package desk_test

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/web/access"
)

// TestCalendarOpens: the calendar opens at the month that goes on; every month, the
// whole year and the other years are a click away, and a download is of what is
// shown.
func TestCalendarOpens(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	at := "/p/" + w.rfc + "/calendario"
	months := func(query string) map[string]int {
		t.Helper()
		got := b.get(t, at+query)
		if got.status != http.StatusOK {
			t.Fatalf("%s: %d", query, got.status)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.body, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		due, out := slices.Index(rows[0], "vence"), map[string]int{}
		for _, row := range rows[1:] {
			out[row[due][:len("2022-08")]]++
		}
		return out
	}
	page := b.get(t, at).body
	for _, want := range []string{"Vencimientos de agosto de 2022", `aria-current="page">agosto<`, "mes=12", "mes=todos", "anio=2021", "anio=2023", ">todo el año<"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	for query, want := range map[string]string{"?formato=csv": "2022-08", "?mes=3&formato=csv": "2022-03", "?anio=2021&mes=2&formato=csv": "2021-02"} {
		if got := months(query); len(got) != 1 || got[want] == 0 {
			t.Errorf("%s: %v", query, got)
		}
	}
	for _, query := range []string{"?mes=todos&formato=csv", "?anio=2022&mes=todos&formato=csv"} {
		whole := months(query)
		if len(whole) != 12 {
			t.Errorf("%s: %v", query, whole)
		}
		if one := months("?mes=8&formato=csv"); one["2022-08"] != whole["2022-08"] {
			t.Errorf("%s: August has %d rows, and %d by itself", query, whole["2022-08"], one["2022-08"])
		}
	}
	if got := months("?anio=2021&formato=csv"); len(got) != 12 {
		t.Errorf("another year: %v", got)
	}
	for _, query := range []string{"?mes=0", "?mes=13", "?mes=x", "?mes=-1"} {
		if got := b.get(t, at+query); got.status != http.StatusBadRequest {
			t.Errorf("%s: %d", query, got.status)
		}
	}
}
