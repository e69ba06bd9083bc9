package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/web"
)

// status is a page over the books of a made-up company, with one hostile name.
func status(t *testing.T, lang document.Lang) *web.Status {
	t.Helper()
	dir := t.TempDir()
	books, err := embedded.Open(t.Context(), filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { books.Close() }) //nolint:errcheck // the test ends
	blobs, err := file.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	reader := &step.Reader{}
	ingest := &step.Ingest{Books: books, Blobs: blobs, Now: func() time.Time { return time.Unix(1_600_000_000, 0) }}
	put := func(name string, b []byte) error {
		if !strings.HasSuffix(name, "solicitudes.zip") && !strings.HasSuffix(name, ".yaml") && name != evil {
			return nil
		}
		_, _, err := ingest.Settle(t.Context(), reader.Read(t.Context(), step.Input{Name: name, Bytes: b}), true)
		return err
	}
	truth, err := synth.Generate(synth.Options{Seed: 1, Months: 2, Pedimentos: 10}, put)
	if err != nil {
		t.Fatal(err)
	}
	if err := put(evil, []byte("PK\x03\x04")); err != nil {
		t.Fatal(err)
	}
	if _, err := (&step.Match{Books: books, Workers: 1}).Run(t.Context(), truth.Company.RFC); err != nil {
		t.Fatal(err)
	}
	return &web.Status{Books: books, Lang: lang, Today: func() document.Date { return document.NewDate(2022, 8, 1) }}
}

const evil = `"><script>alert(1)</script>.zip`

func get(t *testing.T, s *web.Status, method, host, path string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, http.NoBody)
	r.Host = host
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(body)
}

func TestPage(t *testing.T) {
	t.Parallel()
	for lang, c := range map[document.Lang]struct{ has, not []string }{
		document.Spanish: {
			[]string{`lang="es"`, "Documentos", "aceptados", "En cuarentena", "Saldos vencidos y por vencer", "vuelva a descargarlo"},
			[]string{"Documents", "accepted", "Quarantined"},
		},
		document.English: {
			[]string{`lang="en"`, "Documents", "accepted", "Quarantined", "Balances past due", "download it again"},
			[]string{"Documentos", "aceptados", "cuarentena", "Saldo<"},
		},
	} {
		resp, body := get(t, status(t, lang), http.MethodGet, "127.0.0.1:8080", "/") //nolint:bodyclose // of a recorder, read already
		if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" ||
			!strings.Contains(resp.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %s %v", lang, resp.Status, resp.Header)
		}
		for _, want := range append(c.has, "MEN050704CJ8", "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;.zip", `class="late"`) {
			if !strings.Contains(body, want) {
				t.Errorf("%s: the page does not say %q", lang, want)
			}
		}
		for _, not := range append(c.not, "<script", "SIN_PROGRAMA</h2>") {
			if strings.Contains(body, not) {
				t.Errorf("%s: the page says %q", lang, not)
			}
		}
	}
}

func TestOnlyThisMachineAndThisPage(t *testing.T) {
	t.Parallel()
	s := status(t, document.Spanish)
	for _, c := range []struct {
		method, host, path string
		want               int
	}{
		{http.MethodGet, "localhost:8080", "/", http.StatusOK},
		{http.MethodGet, "[::1]:8080", "/", http.StatusOK},
		{http.MethodHead, "127.0.0.1", "/", http.StatusOK},
		{http.MethodGet, "rebound.example.com", "/", http.StatusMisdirectedRequest},
		{http.MethodGet, "10.0.0.1:8080", "/", http.StatusMisdirectedRequest},
		{http.MethodPost, "localhost:8080", "/", http.StatusMethodNotAllowed},
		{http.MethodGet, "localhost:8080", "/books.db", http.StatusNotFound},
		{http.MethodGet, "localhost:8080", "/inbox/../books.db", http.StatusNotFound},
	} {
		resp, _ := get(t, s, c.method, c.host, c.path) //nolint:bodyclose // of a recorder, read already
		if resp.StatusCode != c.want && resp.StatusCode != http.StatusMovedPermanently && resp.StatusCode != http.StatusTemporaryRedirect {
			t.Errorf("%s %s%s: %d, expected %d", c.method, c.host, c.path, resp.StatusCode, c.want)
		}
	}
}
