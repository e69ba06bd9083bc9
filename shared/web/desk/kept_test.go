package desk_test

import (
	"context"
	"encoding/csv"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// drawer is a cabinet in memory.
type drawer struct {
	mu  sync.Mutex
	all map[string][]byte
}

func (d *drawer) Keep(rfc, name string, b []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.all == nil {
		d.all = map[string][]byte{}
	}
	d.all[rfc+"/"+name] = b
	return nil
}

func (d *drawer) Kept(rfc, name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.all[rfc+"/"+name], nil
}

// spoil changes what lies in the drawer.
func (d *drawer) spoil(change func([]byte) []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for k, b := range d.all {
		d.all[k] = change(b)
	}
}

var errShut = errors.New("no document is to be read")

// held is a shelf of documents that gives none until it is opened; one without a
// gate refuses, so that who reads what should be kept fails and does not wait.
type held struct {
	step.Blobs

	open <-chan struct{}
}

func (h held) Get(ctx context.Context, rfc string, s step.Shelf, sha document.Hash) ([]byte, error) {
	if h.open == nil {
		return nil, errShut
	}
	select {
	case <-h.open:
		return h.Blobs.Get(ctx, rfc, s, sha)
	case <-time.After(time.Minute):
		return nil, errShut
	}
}

// withCabinet opens a desk whose documents are read when a gate is open, and counts
// who reads them.
func (w *world) withCabinet(t *testing.T, c desk.Cabinet, gate <-chan struct{}, patience time.Duration) *int {
	t.Helper()
	n := new(int)
	w.office = desk.NewOffice(desk.OfficeConfig{
		Books: w.books, Blobs: held{w.blobs, gate}, Now: func() time.Time { return w.now }, Cabinet: c,
		Failed: func(err error) { t.Error(err) },
		Reader: func(string) (*step.Reader, func(), error) {
			*n++
			return w.reader, func() {}, nil
		},
	})
	w.patience = patience
	w.open(t, desk.Read(w.books), w.people)
	return n
}

// settled is a page when the figures beside what is kept are there, which take
// longer than a page of little patience waits.
func (b *browser) settled(t *testing.T, path string) (got reply) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got = b.get(t, path); got.status != http.StatusAccepted {
			break
		}
	}
	return got
}

// TestKept: pages of findings, scorecards and reconciliations show what was
// worked out last and say so while the books are ahead of it; what a person
// decides is seen at once. What lies in the cabinet is what was worked out, on
// every page and in every download, and what is damaged is worked out again.
func TestKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	pages := []string{
		"hallazgos", "hallazgos?estado=todos&pagina=2", "hallazgos?estado=todos&severidad=error", "hallazgos?proveedor=x", "hallazgos?formato=csv",
		"hallazgo/" + w.fingerprint, "corredores", "corredores?formato=csv", "conciliacion", "conciliacion?con=cfdi", "conciliacion?con=cove&formato=csv",
	}
	ask := func() (out []string) {
		for _, p := range pages {
			got := b.get(t, "/p/"+w.rfc+"/"+p)
			if got.status != http.StatusOK {
				t.Errorf("%s: %d", p, got.status)
			}
			out = append(out, got.body)
		}
		return out
	}
	open := make(chan struct{})
	close(open)
	c := &drawer{}
	w.withCabinet(t, c, open, 0)
	want := ask()

	again := w.withCabinet(t, c, nil, 0)
	for i, got := range ask() {
		if got != want[i] {
			t.Errorf("%s is another out of the cabinet", pages[i])
		}
	}
	if *again != 0 {
		t.Errorf("%d works were done for what is kept", *again)
	}

	later := make(chan struct{})
	w.withCabinet(t, c, later, time.Millisecond)
	w.take(t, "otro.zip", "PK\x03\x04cut z")
	got := b.settled(t, "/p/"+w.rfc+"/hallazgos")
	if got.status != http.StatusOK || !strings.Contains(got.body, "Esto es de antes de lo último") || strings.Contains(got.body, "otro.zip") {
		t.Errorf("while it is worked out: %d %.300s", got.status, got.body)
	}
	if file := b.get(t, "/p/"+w.rfc+"/hallazgos?formato=csv"); !strings.Contains(file.body, "hasta el asiento") || strings.Contains(file.body, "otro.zip") {
		t.Errorf("its download: %d %.300s", file.status, file.body)
	}
	if got := b.ask(t, http.MethodPost, "/p/"+w.rfc+"/hallazgo/"+w.fingerprint, b.form("estado", "reconocido", "nota", "lo veo", "asignado", "rosa")); got.status != http.StatusSeeOther {
		t.Errorf("a decision meanwhile: %d", got.status)
	}
	if got := b.get(t, "/p/"+w.rfc+"/hallazgos?asignado=rosa&formato=csv"); !strings.Contains(got.body, w.fingerprint) {
		t.Errorf("a decision is not seen at once: %.300s", got.body)
	}
	close(later)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got = b.settled(t, "/p/"+w.rfc+"/hallazgos?documento=otro.zip"); !strings.Contains(got.body, "Esto es de antes") {
			break
		}
	}
	if !strings.Contains(got.body, "otro.zip") || strings.Contains(got.body, "Esto es de antes") {
		t.Errorf("when it is done: %.300s", got.body)
	}

	w.withCabinet(t, &drawer{}, open, 0)
	want = ask()
	for name, change := range map[string]func([]byte) []byte{
		"cut": func(b []byte) []byte { return b[:len(b)/2] }, "none": func([]byte) []byte { return []byte{} },
		"changed": func(b []byte) []byte { b = append([]byte{}, b...); b[len(b)*2/3] ^= 0x40; return b },
	} {
		c.spoil(change)
		w.withCabinet(t, c, open, 0)
		for i, got := range ask() {
			if got != want[i] {
				t.Errorf("%s: %s is another", name, pages[i])
			}
		}
	}
}

// TestWatch: what came in is worked out before anybody asks, once.
func TestWatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	open := make(chan struct{})
	close(open)
	c := &drawer{}
	n := w.withCabinet(t, c, open, 0)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.office.Watch(ctx, func() document.Date { return document.NewDate(2022, 8, 1) }, time.Millisecond)
	}()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if b, err := c.Kept(w.rfc, "conciliacion"); b != nil || err != nil {
			break
		}
	}
	time.Sleep(20 * time.Millisecond)
	stop()
	<-ended
	if b, err := c.Kept(w.rfc, "hallazgos"); b == nil || err != nil || *n != 2 {
		t.Errorf("%d bytes of findings, %v, after %d works", len(b), err, *n)
	}
}

var errCabinet = errors.New("no cabinet")

// shut is a cabinet that cannot be opened.
type shut struct{}

func (shut) Keep(string, string, []byte) error   { return errCabinet }
func (shut) Kept(string, string) ([]byte, error) { return nil, errCabinet }

// TestCabinetShut: a cabinet that fails is told of, and the page is shown.
func TestCabinetShut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var told []error
	o := desk.NewOffice(desk.OfficeConfig{
		Books: w.books, Blobs: w.blobs, Now: func() time.Time { return w.now }, Cabinet: shut{},
		Failed: func(err error) { told = append(told, err) }, Reader: func(string) (*step.Reader, func(), error) { return w.reader, func() {}, nil },
	})
	b, err := o.Board(t.Context(), w.rfc, document.NewDate(2022, 8, 1))
	if err != nil || len(b.Keys) == 0 || len(told) != 2 || !errors.Is(told[0], errCabinet) {
		t.Errorf("%v, told %v", err, told)
	}
}

// TestKeptBetween: what was worked out while something came in says between which
// entries it is, on the page and in every row of its download, until it is worked
// out again.
func TestKeptBetween(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	begun, goOn := make(chan struct{}, 8), make(chan struct{})
	w.office = desk.NewOffice(desk.OfficeConfig{
		Books: w.books, Blobs: w.blobs, Now: func() time.Time { return w.now }, Failed: func(err error) { t.Error(err) },
		Reader: func(string) (*step.Reader, func(), error) {
			begun <- struct{}{}
			<-goOn
			return w.reader, func() {}, nil
		},
	})
	w.patience = time.Millisecond
	w.open(t, desk.Read(w.books), w.people)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/hallazgos"
	for working := false; !working; { // the first answers wait for what stands beside the findings
		if got := b.get(t, path); got.status != http.StatusAccepted {
			t.Fatalf("before anything is kept: %d", got.status)
		}
		select {
		case <-begun:
			working = true
		case <-time.After(5 * time.Millisecond):
		}
	}
	first := w.lastOf(t)
	w.take(t, "otro.zip", "PK\x03\x04cut z")
	last := w.lastOf(t)
	goOn <- struct{}{}
	got := b.settled(t, path)
	label := document.Textf("entre los asientos %d y %d", "between entries %d and %d", first, last)
	if first >= last || got.status != http.StatusOK || !strings.Contains(got.body, "Esto es de antes de lo último") || !strings.Contains(got.body, label.ES) {
		t.Errorf("from %d to %d: %d %.600s", first, last, got.status, got.body)
	}
	english := &browser{w: w, token: b.token, lang: "en"}
	if got := english.settled(t, path); !strings.Contains(got.body, label.EN) {
		t.Errorf("in English: %d %.600s", got.status, got.body)
	}
	rows, err := csv.NewReader(strings.NewReader(b.get(t, path+"?formato=csv").body)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows of the download, %v", len(rows), err)
	}
	for _, r := range rows[1:] {
		if !strings.Contains(strings.Join(r, "|"), label.ES) {
			t.Errorf("a row does not say it: %.200q", r)
		}
	}
	<-begun
	goOn <- struct{}{}
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got = b.settled(t, path+"?documento=otro.zip"); !strings.Contains(got.body, "Esto es de antes") {
			break
		}
	}
	if !strings.Contains(got.body, "otro.zip") || strings.Contains(got.body, label.ES) {
		t.Errorf("when it is worked out again: %.600s", got.body)
	}
}

// lastOf is the last entry of the journal.
func (w *world) lastOf(t *testing.T) int64 {
	t.Helper()
	head, err := w.books.Head(t.Context(), w.rfc)
	if err != nil {
		t.Fatal(err)
	}
	return head.Seq
}
