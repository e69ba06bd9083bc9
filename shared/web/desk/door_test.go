package desk_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// TestDoor is the first day: the first account, signing in and out.
func TestDoor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	nobody := &browser{w: w}
	path, err := w.desk.SetUpPath(t.Context())
	if err != nil || !strings.HasPrefix(path, "/alta?llave=") {
		t.Fatalf("%q %v", path, err)
	}
	key := strings.TrimPrefix(path, "/alta?llave=")
	if got := nobody.get(t, "/alta?llave=x"); got.status != http.StatusForbidden {
		t.Errorf("set-up without the token: %d", got.status)
	}
	if got := nobody.get(t, path); got.status != http.StatusOK || !strings.Contains(got.body, key) {
		t.Errorf("set-up: %d", got.status)
	}
	form := url.Values{"llave": {key}, "usuario": {"rosa"}, "clave": {"corta"}}
	if got := nobody.ask(t, http.MethodPost, "/alta", form); got.status != http.StatusUnprocessableEntity || strings.Contains(got.body, "corta\"") {
		t.Errorf("a short password: %d", got.status)
	}
	form.Set("clave", phrase)
	if got := nobody.ask(t, http.MethodPost, "/alta", form); got.status != http.StatusSeeOther || got.header.Get("Location") != "/entrar" {
		t.Errorf("the first account: %d", got.status)
	}
	if got := nobody.ask(t, http.MethodPost, "/alta", form); got.status != http.StatusForbidden {
		t.Errorf("a second first account: %d", got.status)
	}
	if path, err := w.desk.SetUpPath(t.Context()); path != "" || err != nil {
		t.Errorf("%q %v", path, err)
	}

	if got := nobody.ask(t, http.MethodPost, "/entrar", url.Values{"usuario": {"rosa"}, "clave": {"no"}}); got.status != http.StatusUnauthorized || got.header.Get("Set-Cookie") != "" {
		t.Errorf("a wrong password: %d %s", got.status, got.header.Get("Set-Cookie"))
	}
	got := nobody.ask(t, http.MethodPost, "/entrar", url.Values{"usuario": {"rosa"}, "clave": {phrase}, "a": {"/p/x/hoy?b=1"}})
	cookie := got.header.Get("Set-Cookie")
	if got.status != http.StatusSeeOther || got.header.Get("Location") != "/p/x/hoy?b=1" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Errorf("signing in: %d %v", got.status, got.header)
	}
	in := &browser{w: w, token: strings.TrimPrefix(strings.Split(cookie, ";")[0], "immex_sesion=")}
	if got := in.get(t, "/"); got.status != http.StatusOK || !strings.Contains(got.body, w.rfc) || !strings.Contains(got.body, "SIN_PROGRAMA") {
		t.Errorf("inside: %d", got.status)
	}
	if got := in.ask(t, http.MethodPost, "/salir", in.form()); got.status != http.StatusSeeOther || !strings.Contains(got.header.Get("Set-Cookie"), "immex_sesion=;") {
		t.Errorf("signing out: %d %v", got.status, got.header)
	}
	if got := in.get(t, "/"); got.status != http.StatusSeeOther {
		t.Errorf("after signing out: %d", got.status)
	}
	for range 6 {
		got = nobody.ask(t, http.MethodPost, "/entrar", url.Values{"usuario": {"rosa"}, "clave": {"no"}})
	}
	if got.status != http.StatusTooManyRequests {
		t.Errorf("guessing: %d", got.status)
	}
	entries, err := w.people.LogEntries(t.Context(), "", 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]bool{}
	for _, e := range entries {
		notes[e.Note] = true
		if strings.Contains(e.Path+e.Note, key) || strings.Contains(e.Path+e.Note, phrase) {
			t.Errorf("the log has a secret: %+v", e)
		}
	}
	for _, want := range []string{"set_up rosa", "sign_in rosa", "sign_in_refused", "sign_in_limited", "sign_out", "refused", "sign_in_needed"} {
		if !notes[want] {
			t.Errorf("the log does not have %s: %v", want, notes)
		}
	}
}

// TestElsewhere: nothing leads or answers elsewhere.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	for _, to := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "evil", "", "/\tx", "http:/x", "javascript:alert(1)"} {
		for _, path := range []string{"/idioma/en?a=", "/entrar?a="} {
			if got := b.get(t, path+url.QueryEscape(to)); got.header.Get("Location") != "/" {
				t.Errorf("%s leads to %s", to, got.header.Get("Location"))
			}
		}
	}
	if got := b.get(t, "/idioma/fr?a=/"); got.status != http.StatusNotFound {
		t.Errorf("another language: %d", got.status)
	}
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	for h, want := range map[string]int{
		"localhost:8080": 200, "[::1]:8080": 200, "127.0.0.1": 200, "rebound.example.com": 421, "10.0.0.1:8080": 421, "": 421, "127.0.0.1.evil.example": 421, "[::1": 421,
	} {
		if got := b.ask(t, http.MethodGet, "/", nil, host(h)); got.status != want {
			t.Errorf("host %q: %d, expected %d", h, got.status, want)
		}
	}
	for _, c := range []func(*http.Request){
		func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
	} {
		if got := b.ask(t, http.MethodPost, "/salir", b.form(), c); got.status != http.StatusForbidden {
			t.Errorf("a form from elsewhere: %d", got.status)
		}
		if got := b.ask(t, http.MethodPost, "/entrar", url.Values{"usuario": {"rosa"}, "clave": {phrase}}, c); got.status != http.StatusForbidden || got.header.Get("Set-Cookie") != "" {
			t.Errorf("signing in from elsewhere: %d", got.status)
		}
	}
	for _, path := range []string{"/", "/static/desk.css", "/static/htmx.min.js", "/static/", "/static/../desk.go", "/static/no.js", "/plantillas/bom", "/plantillas/no", "/x"} {
		got := b.get(t, path)
		csp := got.header.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none';") || strings.Contains(csp, "unsafe") || got.header.Get("X-Content-Type-Options") != "nosniff" || got.header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %v", path, got.header)
		}
		if path == "/static/" && got.status != http.StatusNotFound {
			t.Errorf("%s lists itself: %d", path, got.status)
		}
	}
	if got := b.ask(t, http.MethodPost, "/salir", b.form("x", strings.Repeat("y", 1<<20))); got.status == http.StatusSeeOther {
		t.Errorf("a form of a megabyte: %d", got.status)
	}
	if got := b.ask(t, http.MethodHead, "/p/"+w.rfc+"/hoy", nil); got.status != http.StatusOK || got.body != "" {
		t.Errorf("HEAD: %d", got.status)
	}
	b.token = ""
	got := b.ask(t, http.MethodGet, "/p/"+w.rfc+"/hoy", nil, func(r *http.Request) { r.Header.Set("HX-Request", "true") })
	if got.status != http.StatusNoContent || !strings.HasPrefix(got.header.Get("HX-Redirect"), "/entrar?a=") {
		t.Errorf("a part of a page, signed out: %d %v", got.status, got.header)
	}
}

// brokenLog keeps nothing.
type brokenLog struct{ access.Memory }

func (*brokenLog) AddEntry(context.Context, access.Entry) error {
	return errors.New("the disk is full")
}

// TestWhatCannotBeLoggedIsNotShown.
func TestWhatCannotBeLoggedIsNotShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.open(t, desk.Read(w.books), &brokenLog{})
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	got := b.get(t, "/p/"+w.rfc+"/saldos?formato=csv")
	if got.status != http.StatusInternalServerError || strings.Contains(got.body, "fraccion") || len(w.failed) != 1 {
		t.Errorf("%d %.200s %v", got.status, got.body, w.failed)
	}
}
