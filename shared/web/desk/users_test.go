package desk_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/web/access"
)

// TestUsers: an administrator adds, changes and keeps out; the last one who
// administers everything stays, and one of some programmes has no hold over
// anybody of others.
func TestUsers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	w.person(t, "corta", access.Admin, w.rfc)
	w.person(t, "ajeno", access.Viewer, "XXX010101XX1")
	path := "/p/" + w.rfc + "/usuarios"
	for _, x := range []struct {
		who, name string
		status    int
		form      []string
	}{
		{"rosa", "nothing", 422, nil},
		{"rosa", "nobody", 422, []string{"hacer", "entrada"}},
		{"rosa", "an unknown change", 422, []string{"hacer", "borrar", "usuario", "luis"}},
		{"rosa", "no role", 422, []string{"hacer", "crear", "usuario", "luis", "clave", phrase}},
		{"rosa", "an unknown role", 422, []string{"hacer", "crear", "usuario", "luis", "papel", "dios", "clave", phrase}},
		{"rosa", "a short password", 422, []string{"hacer", "crear", "usuario", "luis", "papel", "viewer", "clave", "x"}},
		{"rosa", "a name of markup", 422, []string{"hacer", "crear", "usuario", "<b>", "papel", "viewer", "clave", phrase}},
		{"rosa", "a programme that is not there", 404, []string{"hacer", "crear", "usuario", "luis", "papel", "viewer", "programa", "XXX010101XX1", "clave", phrase}},
		{"rosa", "a viewer", 303, []string{"hacer", "crear", "usuario", "luis", "papel", "viewer", "programa", w.rfc, "clave", phrase}},
		{"rosa", "the same", 422, []string{"hacer", "crear", "usuario", "luis", "papel", "viewer", "clave", phrase}},
		{"rosa", "another role", 303, []string{"hacer", "papel", "usuario", "luis", "papel", "officer", "programa", w.rfc}},
		{"rosa", "somebody who is not there", 404, []string{"hacer", "papel", "usuario", "nadie", "papel", "officer"}},
		{"rosa", "herself kept out", 409, []string{"hacer", "entrada", "usuario", "rosa"}},
		{"rosa", "herself no administrator", 409, []string{"hacer", "papel", "usuario", "rosa", "papel", "viewer"}},
		{"rosa", "herself limited", 409, []string{"hacer", "papel", "usuario", "rosa", "papel", "admin", "programa", w.rfc}},
		{"corta", "over her head", 404, []string{"hacer", "clave", "usuario", "rosa", "clave", phrase}},
		{"corta", "keeping her out", 404, []string{"hacer", "entrada", "usuario", "rosa"}},
		{"corta", "of another programme", 404, []string{"hacer", "entrada", "usuario", "ajeno"}},
		{"corta", "herself everywhere", 403, []string{"hacer", "papel", "usuario", "corta", "papel", "admin"}},
		{"corta", "somebody everywhere", 403, []string{"hacer", "crear", "usuario", "eva", "papel", "admin", "clave", phrase}},
		{"corta", "one of hers", 303, []string{"hacer", "crear", "usuario", "eva", "papel", "authority", "programa", w.rfc, "clave", phrase}},
		{"corta", "keeping out one of hers", 303, []string{"hacer", "entrada", "usuario", "luis"}},
	} {
		b := w.signIn(t.Context(), t, x.who)
		if got := b.ask(t, http.MethodPost, path, b.form(x.form...)); got.status != x.status {
			t.Errorf("%s, %s: %d, expected %d", x.who, x.name, got.status, x.status)
		}
	}
	luis, _, err := w.people.User(t.Context(), "luis")
	if err != nil || luis.Role != access.Officer || !luis.Off || len(luis.Programmes) != 1 {
		t.Errorf("%+v %v", luis, err)
	}
	if _, ok, _ := w.people.User(t.Context(), "eva"); !ok {
		t.Error("eva is not there")
	}
	b := w.signIn(t.Context(), t, "corta")
	if got := b.get(t, path); strings.Contains(got.body, "rosa") || strings.Contains(got.body, "ajeno") || !strings.Contains(got.body, "eva") {
		t.Error("an administrator of one programme sees others, or not her own")
	}
}

// TestPasswordReset: another password ends the sessions of its user at once.
func TestPasswordReset(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	w.person(t, "luis", access.Viewer)
	rosa, luis := w.signIn(t.Context(), t, "rosa"), w.signIn(t.Context(), t, "luis")
	if got := rosa.ask(t, http.MethodPost, "/p/"+w.rfc+"/usuarios", rosa.form("hacer", "clave", "usuario", "luis", "clave", "otra frase larga")); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	if got := luis.get(t, "/p/"+w.rfc+"/hoy"); got.status != 303 {
		t.Errorf("the old session answers %d", got.status)
	}
	if _, _, err := w.gate.SignIn(t.Context(), "luis", "otra frase larga", "127.0.0.1"); err != nil {
		t.Error(err)
	}
}

// TestLogbook: what somebody saw is told with who and what, and filtered.
func TestLogbook(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.person(t, "sat", access.Authority)
	rosa, sat := w.signIn(t.Context(), t, "rosa"), w.signIn(t.Context(), t, "sat")
	sat.get(t, "/p/"+w.rfc+"/saldos?al=<b>")
	rosa.get(t, "/p/"+w.rfc+"/saldos?por=parte")
	rosa.ask(t, http.MethodPost, "/p/"+w.rfc+"/hallazgo/"+w.fingerprint, rosa.form("estado", "reconocido", "nota", "x"))
	path := "/p/" + w.rfc + "/bitacora"
	for query, want := range map[string]int{"?": 3, "?papel=authority&": 1, "?usuario=rosa&escribe=1&": 1, "?antes=1&": 0, "?usuario=nadie&": 0} {
		got := rosa.get(t, path+query+"formato=csv")
		rows := 0
		for line := range strings.SplitSeq(got.body, "\n") {
			if strings.HasPrefix(line, w.rfc+",") && !strings.Contains(line, "/bitacora") {
				rows++
			}
		}
		if got.status != 200 || rows != want {
			t.Errorf("%s: %d and %d rows, expected %d:\n%s", query, got.status, rows, want, got.body)
		}
	}
	if got := rosa.get(t, path+"?antes=x"); got.status != 400 {
		t.Errorf("a line that is none: %d", got.status)
	}
	if got := rosa.get(t, path); !strings.Contains(got.body, "decidió un hallazgo") || !strings.Contains(got.body, "se le negó") {
		t.Error("it does not say what was done")
	}
}

// TestOldLines: the few lines of an authority are found behind many of others.
func TestOldLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.person(t, "sat", access.Authority)
	rosa := w.signIn(t.Context(), t, "rosa")
	w.signIn(t.Context(), t, "sat").get(t, "/p/"+w.rfc+"/autoridad")
	for range 4100 {
		if err := w.people.AddEntry(t.Context(), access.Entry{RFC: w.rfc, User: "rosa", Role: access.Officer, Method: http.MethodGet, Path: "/p/" + w.rfc + "/hoy", Status: 200}); err != nil {
			t.Fatal(err)
		}
	}
	path := "/p/" + w.rfc + "/bitacora"
	if got := rosa.get(t, path+"?papel=authority"); !strings.Contains(got.body, "<td>sat") && !strings.Contains(got.body, ">sat<") {
		t.Error("the authority's lines are not found")
	}
	if got := rosa.get(t, path+"?usuario=nadie"); strings.Contains(got.body, "Anteriores") {
		t.Error("all was looked through, and older ones are offered")
	}
	if got := rosa.get(t, path); !strings.Contains(got.body, "Anteriores") {
		t.Error("older ones are not offered")
	}
}

// TestNobodyFillsTheLog: requests of nobody leave a bounded number of lines, the
// rest are counted, and who gets in is always told.
func TestNobodyFillsTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	nobody := &browser{w: w}
	for i := range 200 {
		nobody.ask(t, http.MethodPost, "/entrar", url.Values{"usuario": {"x" + strconv.Itoa(i)}, "clave": {"y"}})
		nobody.ask(t, http.MethodPost, "/no/hay", url.Values{})
		nobody.get(t, "/p/"+w.rfc+"/hoy")
	}
	all, err := w.people.LogEntries(t.Context(), "", 0, 1000)
	if err != nil || len(all) != 30 {
		t.Errorf("%d lines, %v", len(all), err)
	}
	in := func() {
		t.Helper()
		got := nobody.ask(t, http.MethodPost, "/entrar", url.Values{"usuario": {"rosa"}, "clave": {phrase}}, func(r *http.Request) { r.RemoteAddr = "127.0.0.2:1" })
		if all, _ := w.people.LogEntries(t.Context(), "", 0, 1); got.status != 303 || len(all) != 1 || all[0].Note != "sign_in rosa" {
			t.Errorf("signing in: %d %+v", got.status, all)
		}
	}
	in()
	w.now = w.now.Add(3600e9)
	nobody.get(t, "/p/"+w.rfc+"/hoy")
	all, err = w.people.LogEntries(t.Context(), "", 0, 1)
	if err != nil || len(all) != 1 || all[0].Note != "sign_in_needed (+570)" {
		t.Errorf("%+v %v", all, err)
	}
}
