package api_test

import (
	"bytes"
	"context"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/api"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

func TestCallerOf(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		claims map[string]string
		want   api.Caller
		ok     bool
	}{
		"one group":        {map[string]string{"token_use": "id", "sub": "u", "cognito:groups": "[officer]", "custom:programmes": "A B"}, api.Caller{Subject: "u", Roles: []api.Role{api.Officer}, Programmes: []string{"A", "B"}}, true},
		"two groups":       {map[string]string{"token_use": "id", "sub": "u", "cognito:groups": "[viewer admin]"}, api.Caller{Subject: "u", Roles: []api.Role{api.Viewer, api.Admin}}, true},
		"foreign groups":   {map[string]string{"token_use": "id", "sub": "u", "cognito:groups": "[root Officer officers]"}, api.Caller{Subject: "u"}, true},
		"no claims":        {nil, api.Caller{}, false},
		"an access token":  {map[string]string{"token_use": "access", "sub": "u", "cognito:groups": "[officer]", "custom:programmes": "A"}, api.Caller{}, false},
		"nobody's":         {map[string]string{"token_use": "id", "cognito:groups": "[officer]"}, api.Caller{}, false},
		"many programmes":  {map[string]string{"token_use": "id", "sub": "u", "custom:programmes": "  A\n B\t"}, api.Caller{Subject: "u", Programmes: []string{"A", "B"}}, true},
		"a list of commas": {map[string]string{"token_use": "id", "sub": "u", "custom:programmes": "A,B"}, api.Caller{Subject: "u", Programmes: []string{"A,B"}}, true},
	} {
		got, ok := api.CallerOf(tt.claims)
		if diff := cmp.Diff(tt.want, got, cmp.Transformer("list", func(s []string) string { return strings.Join(s, "|") })); diff != "" || ok != tt.ok {
			t.Errorf("%s: %v %s", name, ok, diff)
		}
	}
}

// broken are books that cannot be read.
type broken struct {
	anyBooks
	err error
}

// anyBooks has another name than its method Books.
type anyBooks = interface{ step.Books }

func (b broken) Entries(context.Context, string, int64) iter.Seq2[step.Entry, error] {
	return func(yield func(step.Entry, error) bool) { yield(step.Entry{}, b.err) }
}

// TestTrouble: what is wrong with the system is nobody's business but its
// keeper's, in the answer and in the log.
func TestTrouble(t *testing.T) {
	t.Parallel()
	const rfc = "AAA010101AA1"
	for class, want := range map[fault.Class]int{
		fault.Transient: http.StatusServiceUnavailable, fault.Conflict: http.StatusServiceUnavailable,
		fault.Corrupt: http.StatusInternalServerError, fault.Misconfigured: http.StatusInternalServerError,
	} {
		var log bytes.Buffer
		a := &api.API{Books: broken{err: fault.Newf(class, "read", "secreto de %s", rfc)}, Log: slog.New(slog.NewJSONHandler(&log, nil)), Now: time.Now}
		for _, route := range []string{"documents", "status"} {
			for lang, word := range map[string]string{"es-MX": "sistema|repita", "en": "system|again", "": "sistema|repita"} {
				ctx := api.WithCaller(t.Context(), api.Caller{Subject: "u", Roles: []api.Role{api.Officer}, Programmes: []string{rfc}})
				r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/programmes/"+rfc+"/"+route, nil)
				r.Header.Set("Accept-Language", lang)
				w := httptest.NewRecorder()
				a.Handler().ServeHTTP(w, r)
				one, other, _ := strings.Cut(word, "|")
				if body := w.Body.String(); w.Code != want || strings.Contains(body, "secreto") || !strings.Contains(body, one) && !strings.Contains(body, other) {
					t.Errorf("%v %s %q: %d %s", class, route, lang, w.Code, body)
				}
			}
		}
		if strings.Contains(log.String(), "secreto") || strings.Contains(log.String(), rfc) {
			t.Errorf("log: %s", log.String())
		}
	}
}

// TestNoOtherWay: other methods and paths are not found or not allowed, and a
// request that nobody verified is nobody's.
func TestNoOtherWay(t *testing.T) {
	t.Parallel()
	a := &api.API{Log: slog.New(slog.DiscardHandler)}
	for _, tt := range []struct {
		method, path string
		want         int
	}{
		{http.MethodGet, "/", 404},
		{http.MethodGet, "/programmes", 404},
		{http.MethodGet, "/programmes/AAA010101AA1/books", 404},
		{http.MethodDelete, "/programmes/AAA010101AA1/documents", 404},
		{http.MethodGet, "/programmes/AAA010101AA1/documents", 401},
		{http.MethodPost, "/programmes/AAA010101AA1/uploads", 401},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), tt.method, tt.path, nil)
		r.Header.Set("X-Amzn-Oidc-Identity", "u") // headers prove nothing
		a.Handler().ServeHTTP(w, r)
		if w.Code != tt.want || w.Header().Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%s %s: %d %s", tt.method, tt.path, w.Code, w.Body)
		}
	}
}
