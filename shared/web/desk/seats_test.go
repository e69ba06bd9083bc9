package desk_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

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
