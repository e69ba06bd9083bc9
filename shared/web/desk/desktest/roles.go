// Package desktest is what every desk passes, however it is served and wherever
// its accounts and books are.
package desktest

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// Stranger may administer another programme than the one of the site.
const Stranger = "ajeno"

// Reply is what came back.
type Reply struct {
	Status int
	Header http.Header
	Body   string
}

// Browser asks as somebody, and follows nothing.
type Browser interface {
	Ask(t *testing.T, method, path string, form url.Values) Reply
	// Token is that of the session, "" of nobody.
	Token() string
}

// Site is a desk over the books of one programme.
type Site struct {
	RFC string
	// Places are values for the parameters of the routes.
	Places map[string]string
	// SignIn is a new session of a role's name, of all programmes, or of Stranger.
	SignIn func(t *testing.T, who string) Browser
	Nobody Browser
}

var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// Fill puts values into an address.
func Fill(t *testing.T, s string, places map[string]string) string {
	t.Helper()
	return parameter.ReplaceAllStringFunc(strings.TrimSuffix(s, "{$}"), func(p string) string {
		v, ok := places[p[1:len(p)-1]]
		if !ok {
			t.Errorf("%s: no value for %s; give it one in places", s, p)
		}
		return v
	})
}

// Parameters are the names of the parameters of a path.
func Parameters(path string) (out []string) {
	for _, m := range parameter.FindAllStringSubmatch(path, -1) {
		out = append(out, m[1])
	}
	return out
}

// EveryRoleOnEveryRoute tries everybody on everything, and nobody too.
func EveryRoleOnEveryRoute(t *testing.T, s Site) {
	t.Helper()
	for _, r := range desk.Routes() {
		path := Fill(t, r.Path, s.Places)
		if !nobody(t, s, &r, path) {
			continue
		}
		for _, role := range access.Roles() {
			s.asRole(t, &r, path, role)
		}
		s.elsewhere(t, &r, path)
	}
}

// asRole tries one role on one route, with the forms of other sessions too.
func (s Site) asRole(t *testing.T, r *desk.Route, path string, role access.Role) {
	t.Helper()
	b := s.SignIn(t, string(role))
	got := b.Ask(t, r.Method, path, form(r, b))
	allowed := slices.Contains(r.May, role)
	if !allowed && got.Status != http.StatusForbidden || allowed && (got.Status >= 500 || slices.Contains([]int{401, 403, 404}, got.Status)) {
		t.Errorf("%s %s answers %d to %s, who may: %v", r.Method, r.Path, got.Status, role, allowed)
	}
	if r.Method != http.MethodGet && allowed { // without the token of its session, or with another's
		b := s.SignIn(t, string(role))
		for _, form := range []url.Values{{}, {"token": {access.FormToken("x")}}} {
			if got := b.Ask(t, r.Method, path, form); got.Status != http.StatusForbidden {
				t.Errorf("%s %s answers %d to a form of another session", r.Method, r.Path, got.Status)
			}
		}
	}
}

// elsewhere tries a route of a programme as somebody of another one, and with
// one that is not there.
func (s Site) elsewhere(t *testing.T, r *desk.Route, path string) {
	t.Helper()
	const gone = "XXX010101XX1"
	if !strings.Contains(r.Path, "{rfc}") {
		return
	}
	b := s.SignIn(t, Stranger)
	if got := b.Ask(t, r.Method, path, form(r, b)); got.Status != http.StatusNotFound || strings.Contains(got.Body, "MANUFACTURAS") {
		t.Errorf("%s %s answers %d to somebody of another programme", r.Method, r.Path, got.Status)
	}
	b = s.SignIn(t, string(access.Admin))
	other := strings.Replace(path, s.RFC, gone, 1)
	if got := b.Ask(t, r.Method, other, form(r, b)); got.Status != http.StatusNotFound {
		t.Errorf("%s %s answers %d for a programme that is not there", r.Method, other, got.Status)
	}
}

// form is what a browser sends with a request; nil with one that reads.
func form(r *desk.Route, b Browser) url.Values {
	if r.Method == http.MethodGet {
		return nil
	}
	return url.Values{"token": {access.FormToken(b.Token())}}
}

// nobody tries a route without a session; false when it is for everybody.
func nobody(t *testing.T, s Site, r *desk.Route, path string) bool {
	t.Helper()
	got := s.Nobody.Ask(t, r.Method, path, form(r, s.Nobody))
	switch {
	case r.May == nil:
		if got.Status >= 500 || got.Status == http.StatusUnauthorized && path != "/entrar" || strings.HasPrefix(got.Header.Get("Location"), "/entrar?") {
			t.Errorf("%s %s, for everybody, refuses nobody with %d", r.Method, r.Path, got.Status)
		}
		return false
	case r.Method == http.MethodGet:
		if got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/entrar?a="+url.QueryEscape(path) || got.Body != "" {
			t.Errorf("%s %s answers %d %s to nobody", r.Method, r.Path, got.Status, got.Header.Get("Location"))
		}
	case got.Status != http.StatusUnauthorized:
		t.Errorf("%s %s answers %d to nobody", r.Method, r.Path, got.Status)
	}
	return true
}
