package desk_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// crowded is a reader before which everybody stands until it opens.
type crowded struct {
	desk.Reader

	came chan struct{}
	open chan struct{}
}

func (c *crowded) Programmes(ctx context.Context) ([]string, error) {
	select {
	case c.came <- struct{}{}:
	case <-c.open:
	}
	<-c.open
	return c.Reader.Programmes(ctx)
}

// TestSeats: a desk answers so many at once; who comes then is told so in their
// language and when to ask again, nothing is done, and there is room again when
// the others left.
func TestSeats(t *testing.T) {
	t.Parallel()
	const atOnce = 64
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	c := &crowded{desk.Read(w.books), make(chan struct{}), make(chan struct{})}
	w.open(t, c, w.people)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/calendario"
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			if got := b.get(t, path); got.status != http.StatusOK {
				t.Errorf("one who was let in: %d", got.status)
			}
		})
	}
	for range atOnce {
		<-c.came
	}
	for lang, says := range map[string]string{"es": "Se atienden 64 solicitudes a la vez", "en": "64 requests are answered at once"} {
		one := &browser{w: w, token: b.token, lang: lang}
		got := one.get(t, path)
		if got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" || got.header.Get("Refresh") == "" || !strings.Contains(got.body, says) {
			t.Errorf("one too many (%s): %d %v %.300s", lang, got.status, got.header, got.body)
		}
		got = one.ask(t, http.MethodPost, "/salir", one.form())
		if got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" || got.header.Get("Refresh") != "" {
			t.Errorf("one who sends something (%s): %d %v", lang, got.status, got.header)
		}
	}
	if got := b.get(t, "/static/desk.css"); got.status != http.StatusOK {
		t.Errorf("the style of that page: %d", got.status)
	}
	close(c.open)
	all.Wait()
	if got := b.get(t, path); got.status != http.StatusOK {
		t.Errorf("afterwards: %d", got.status)
	}
	if len(w.failed) != 0 {
		t.Errorf("no room is no failure: %v", w.failed)
	}
}

// slow is a browser that reads nothing of its answer until it is let.
type slow struct {
	*httptest.ResponseRecorder

	came, open chan struct{}
	let        func() // opens, once
}

func (s *slow) Write(b []byte) (int, error) {
	s.came <- struct{}{}
	<-s.open
	return s.ResponseRecorder.Write(b)
}

// SetWriteDeadline is how a connection ends.
func (s *slow) SetWriteDeadline(time.Time) error {
	s.let()
	return nil
}

// TestSlowReaders: as many as there are seats read nothing of what they were
// given, and the desk answers all the same.
func TestSlowReaders(t *testing.T) {
	t.Parallel()
	const seats = 64
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/calendario"
	link := b.once(t, http.MethodGet, path+"?formato=csv", nil).header.Get("Location")
	handler, came, open := w.desk.Handler(), make(chan struct{}), make(chan struct{})
	let := sync.OnceFunc(func() { close(open) })
	var all sync.WaitGroup
	for range seats {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, link, http.NoBody)
		r.Host, r.RemoteAddr = "127.0.0.1:8080", "127.0.0.1:5000"
		r.AddCookie(&http.Cookie{Name: "immex_sesion", Value: b.token})
		all.Go(func() {
			s := &slow{ResponseRecorder: httptest.NewRecorder(), came: came, open: open, let: let}
			handler.ServeHTTP(s, r)
			if s.Code != http.StatusOK || s.Header().Get("Content-Disposition") == "" {
				t.Errorf("a download: %d %v", s.Code, s.Header())
			}
		})
		<-came // one after the other: that they come at once is another test's
	}
	if got := b.get(t, path); got.status != http.StatusOK {
		t.Errorf("beside slow readers: %d", got.status)
	}
	let()
	all.Wait()
}

// TestSlowReaderIsLetGo: a connection ends that does not take its answer at the
// least pace.
func TestSlowReaderIsLetGo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const seconds = 100
		open := make(chan struct{})
		s := &slow{ResponseRecorder: httptest.NewRecorder(), came: make(chan struct{}, 1), open: open, let: func() { close(open) }}
		start := time.Now()
		desk.Send(s, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody), make([]byte, seconds*32<<10))
		if took := time.Since(start); took != (30+seconds)*time.Second {
			t.Errorf("let go after %s", took)
		}
	})
}
