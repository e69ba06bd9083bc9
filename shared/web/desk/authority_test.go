package desk_test

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// TestAuthority: an authority opens what Anexo 24 asks for and nothing else, and
// each access is in the log of the company.
func TestAuthority(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "sat", access.Authority, w.rfc)
	b := w.signIn(t.Context(), t, "sat")
	if got := b.get(t, "/"); got.header.Get("Location") != "/p/"+w.rfc+"/autoridad" {
		t.Errorf("it starts at %s", got.header.Get("Location"))
	}
	for _, r := range desk.Routes() {
		if slices.Contains(r.May, access.Authority) && r.Method != http.MethodGet && r.Path != "/salir" {
			t.Errorf("it may %s %s", r.Method, r.Path)
		}
		if strings.Contains(r.Path, "{rfc}") && slices.Contains(r.May, access.Authority) != strings.HasPrefix(r.Path, "/p/{rfc}/autoridad") {
			t.Errorf("%s: %v", r.Path, r.May)
		}
	}
	at := "/p/" + w.rfc + "/autoridad/"
	for _, part := range []string{"generales", "materiales", "productos", "entradas", "utilizados", "salidas", "activo", "saldos"} {
		if got := b.get(t, at+part+"?desde=2021-01-01"); got.status != 200 {
			t.Errorf("%s: %d", part, got.status)
		}
	}
	for path, want := range map[string]int{"nada": 404, "saldos?desde=x": 400, "saldos?desde=2022-08-02": 400} {
		if got := b.get(t, at+path); got.status != want {
			t.Errorf("%s: %d, expected %d", path, got.status, want)
		}
	}
	log, err := w.people.LogEntries(t.Context(), w.rfc, 0, 100)
	if err != nil || len(log) != 11 {
		t.Errorf("%d lines, %v", len(log), err)
	}
	for _, e := range log {
		if e.User != "sat" || e.Role != access.Authority {
			t.Errorf("%+v", e)
		}
	}
}

// TestAnnexEntries: the entries shown are the lots of the books, each once.
func TestAnnexEntries(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "sat", access.Authority, w.rfc)
	b := w.signIn(t.Context(), t, "sat")
	rows, err := csv.NewReader(strings.NewReader(b.get(t, "/p/"+w.rfc+"/autoridad/entradas?desde=2021-01-01&formato=csv").body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	err = step.EachBook(t.Context(), w.books, w.rfc, func(k *ledger.Book) error {
		for _, l := range k.AsOf(document.NewDate(2022, 8, 1)) {
			if l.Lot.Pago >= document.NewDate(2021, 1, 1) {
				want++
			}
		}
		return nil
	})
	if err != nil || len(rows)-1 != want || want == 0 {
		t.Fatalf("%d rows, %d lots, %v", len(rows)-1, want, err)
	}
	shown := b.get(t, "/p/"+w.rfc+"/autoridad/entradas?desde=2021-01-01").body
	if first := slices.Index(rows[0], "pedimento"); first < 0 || !strings.Contains(shown, rows[1][first]) {
		t.Errorf("the page does not show the first row of its table, %v", rows[1])
	}
}

// TestUnitsOfTheAuthority: a unit is told by its name where a report has its key alone.
func TestUnitsOfTheAuthority(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	for name, named := range map[string]bool{"salidas": true, "saldos": false} {
		rows, err := csv.NewReader(strings.NewReader(b.get(t, "/p/"+w.rfc+"/autoridad/"+name+"?desde=2021-01-01&formato=csv").body)).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		umt := slices.Index(rows[0], "umt")
		for _, r := range rows[1:] {
			if r[umt] != "" && strings.Contains(r[umt], " ") != named {
				t.Fatalf("%s tells the unit %q", name, r[umt])
			}
		}
	}
}
