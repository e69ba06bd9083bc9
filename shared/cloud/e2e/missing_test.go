package e2e_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestMissingIsForbidden: of an object that is not there S3 says so only to a
// function that may list the bucket.
func TestMissingIsForbidden(t *testing.T) {
	t.Parallel()
	shelf := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(shelf.Close)
	p, err := readRights() // its own, since it needs none of those it asks for
	if err != nil {
		t.Fatal(err)
	}
	w := &witness{t: t, rights: p, denied: map[string]bool{}}
	for verb, want := range map[string]int{"reconcile": http.StatusNotFound, "desk": http.StatusNotFound, "plan": http.StatusForbidden} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r, err := http.NewRequestWithContext(t.Context(), method, w.before(verb, shelf.URL)+"/WorkBucket/a", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			out, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if _ = out.Body.Close(); out.StatusCode != want {
				t.Errorf("%s of %s: %s, want %d", method, verb, out.Status, want)
			}
		}
	}
	w.says()
}
