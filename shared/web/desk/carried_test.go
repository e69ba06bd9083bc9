package desk_test

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// lists are the pages whose figures are carried on from the state before.
func (w *world) lists() (out []string) {
	for _, p := range []string{
		"hoy", "documentos", "documentos?estado=quarantined", "documentos?q=zip", "documentos?q=pedimento&pagina=2", "documentos/" + string(w.print), "paquetes",
		"saldos", "saldos?por=lote", "saldos?por=parte", "saldos?por=lote&fraccion=39012001", "saldos?al=2021-02-10", "trazabilidad?clave=" + w.lot,
		"hallazgos", "hallazgos?estado=todos&pagina=2", "configuracion", "autoridad/materiales", "ley/recargos",
	} {
		out = append(out, "/p/"+w.rfc+"/"+p)
	}
	return append(out, "/p/SIN_PROGRAMA/hoy", "/p/SIN_PROGRAMA/documentos")
}

// TestCarriedOnAsFromTheStart: whatever comes in, pages carried on from the state
// before are those of a desk that reads everything anew.
func TestCarriedOnAsFromTheStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	carried := w.desk
	for i, arrives := range []func(){
		func() {},
		func() { w.take(t, "otro.zip", "PK\x03\x04cut z") },
		func() { w.take(t, "copia.zip", "PK\x03\x04cut z") }, // a copy, under a name that comes first
		func() { // what was of nobody is of the programme
			w.take(t, "tomado.zip", "PK\x03\x04cut"+strings.Repeat("x", 2))
		},
		func() { w.take(t, "saldos.csv", "no es una tabla") },
		func() { w.take(t, "seg.csv", strangeInvoice+"\n") },
		func() { // what says what a programme is: senders, parts, law
			w.take(t, "remitentes.csv", "dominio,vigente_desde\nagencia.example,2021-01-01\n")
			if got := b.get(t, "/p/"+w.rfc+"/configuracion").body; !strings.Contains(got, "agencia.example") {
				t.Error("a table of senders is not seen")
			}
		},
		func() {
			w.take(t, "partes.csv", "parte,descripcion,tipo,fraccion,umc,umt,vigente_desde\nNUEVA-1,Pieza nueva,insumo,85366999,6,6,2021-01-01\n")
			if got := b.get(t, "/p/"+w.rfc+"/autoridad/materiales").body; !strings.Contains(got, "NUEVA-1") {
				t.Error("a part is not seen")
			}
		},
		func() { // one lot more, matched later than it came
			w.commitLot(t)
			w.desk = carried
			b.get(t, "/p/"+w.rfc+"/hoy")
			if _, err := (&step.Match{Books: w.books, Workers: 1}).Run(t.Context(), w.rfc); err != nil {
				t.Fatal(err)
			}
		},
		func() { // every book moves
			before := w.left(t, document.NewDate(2022, 8, 1))
			w.take(t, "programa.yaml", byParts(w.rfc))
			if cmp.Equal(before, w.left(t, document.NewDate(2022, 8, 1))) {
				t.Error("no book moved")
			}
		},
	} {
		arrives()
		got := map[string]string{}
		w.desk = carried
		for _, p := range w.lists() {
			got[p] = b.get(t, p).body
		}
		w.open(t, desk.Read(w.books), w.people)
		for _, p := range w.lists() {
			if want := b.get(t, p); want.body != got[p] || want.status != http.StatusOK {
				t.Errorf("%d: %s is not that of a desk that starts here (%d)", i, p, want.status)
			}
		}
	}
}

// commitLot commits a lot of a material of the books that nobody had heard of, of
// a day before all others: the run that matches it changes the past.
func (w *world) commitLot(t *testing.T) {
	t.Helper()
	var like *ledger.Book
	err := step.EachBook(t.Context(), w.books, w.rfc, func(x *ledger.Book) error {
		if len(x.Descargos) > 0 {
			like = x
		}
		return nil
	})
	head, failed := w.books.Head(t.Context(), w.rfc)
	if err != nil || failed != nil || like == nil {
		t.Fatal(err, failed, like == nil)
	}
	commitLot(t, w.books, w.rfc, head, like, document.NewDate(2021, 1, 1), w.now)
}

// byParts is another policy: the books are of other materials.
func byParts(rfc string) string {
	return "rfc: " + rfc + "\nnombre: Manufacturas Ejemplo, S.A. de C.V.\nprograma: \"1234-2006\"\ninventory_key: part\nvigente_desde: \"2020-01-01\"\n"
}

// stored are the books of a store.
type stored = step.Books

// leaving are books whose reader leaves the page when a document is committed.
type leaving struct {
	stored
	leave func()
}

func (l *leaving) Commit(ctx context.Context, c step.Commit) error {
	err := l.stored.Commit(ctx, c)
	l.leave()
	return err
}

// TestMatchedForWhoLeft: a document that was committed is matched also when who
// delivered it has left the page.
func TestMatchedForWhoLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, leave := context.WithCancel(t.Context())
	in := desk.Counter(&leaving{w.books, leave}, w.blobs, w.reader, func() time.Time { return w.now })
	if _, err := in.Take(ctx, w.rfc, "programa.yaml", []byte(byParts(w.rfc))); err != nil {
		t.Error(err)
	}
	if behind, err := w.books.Dirty(t.Context(), w.rfc); err != nil || len(behind) > 0 {
		t.Errorf("%d materials wait for matching, %v", len(behind), err)
	}
}

// throttled are books that keep some of their facts to themselves for a while.
type throttled struct {
	stored
	group string
	left  atomic.Int32 // how many more times
}

func (b *throttled) Facts(ctx context.Context, rfc string, groups []string) ([]step.FactRecord, error) {
	if slices.Contains(groups, b.group) && b.left.Add(-1) >= 0 {
		return nil, fault.Newf(fault.Transient, "read facts", "asked too much")
	}
	return b.stored.Facts(ctx, rfc, groups)
}

// TestNotTheDocumentsFault: a document that was read while the books did not say
// what was learned of suppliers is not refused for it. Who brought it is told to
// try again, and then it is kept.
func TestNotTheDocumentsFault(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	books := &throttled{stored: w.books, group: "mapeo"}
	in := desk.Counter(books, w.blobs, w.reader, func() time.Time { return w.now })
	table := []byte("RESOLUCIONES\nhuella,estado,causa,fecha,quien,nota\n")
	whole, err := in.Try(t.Context(), w.rfc, "tabla.csv", table)
	if err != nil || len(whole) != 1 {
		t.Fatal(whole, err)
	}
	clerk := desk.NewOffice(desk.OfficeConfig{
		Books: books, Blobs: w.blobs, Now: func() time.Time { return w.now }, Failed: func(err error) { t.Error(err) },
		Reader: func(string) (*step.Reader, func(), error) {
			r := *w.reader
			r.Mappings = step.StoredMappings(books)
			return &r, func() {}, nil
		},
	})
	for _, ask := range []func() error{
		func() error { _, err := clerk.Keep(t.Context(), w.rfc, "tabla.csv", table); return err },
		func() error { _, err := clerk.Facts(t.Context(), w.rfc, "tabla.csv", table); return err },
		func() error { _, err := in.Take(t.Context(), w.rfc, "tabla.csv", table); return err },
		func() error { _, err := in.Try(t.Context(), w.rfc, "tabla.csv", table); return err },
	} {
		before, err := step.Documents(t.Context(), w.books, w.rfc)
		if err != nil {
			t.Fatal(err)
		}
		books.left.Store(1)
		if err := ask(); !fault.Is(err, fault.Transient) {
			t.Errorf("the table was throttled: %v", err)
		}
		if after, err := step.Documents(t.Context(), w.books, w.rfc); err != nil || len(after) != len(before) || books.left.Load() != 0 {
			t.Errorf("%d documents, %d before: %v; %d readings left to fail", len(after), len(before), err, books.left.Load())
		}
		if again, err := in.Try(t.Context(), w.rfc, "tabla.csv", table); err != nil || again[0].Record.Status != whole[0].Record.Status {
			t.Errorf("a second time: %+v %v", again, err)
		}
	}
}

// take brings a document to the programme and matches.
func (w *world) take(t *testing.T, name, content string) {
	t.Helper()
	if _, err := w.intake.Take(t.Context(), w.rfc, name, []byte(content)); err != nil {
		t.Fatal(err)
	}
}

// moving is a reader on which something comes in while a page is made.
type moving struct {
	desk.Reader
	behind  int
	onShelf func()
}

func (m *moving) Programme(ctx context.Context, rfc string) (*desk.Programme, error) {
	p, err := m.Reader.Programme(ctx, rfc)
	if err != nil {
		return nil, err
	}
	now := *p
	now.Behind = m.behind
	return &now, nil
}

func (m *moving) Shelf(ctx context.Context, rfc string) (*desk.Shelf, error) {
	m.onShelf()
	return m.Reader.Shelf(ctx, rfc)
}

// following counts the traces that are worked out.
type following struct {
	desk.Intake
	n int
}

func (f *following) Trace(ctx context.Context, rfc, key string, docs iter.Seq[*step.DocumentState]) (*step.Traced, error) {
	f.n++
	return f.Intake.Trace(ctx, rfc, key, docs)
}

// TestTraceOfBooksThatWait: a trace of books that waited for matching, which began
// while its page was made, is not shown for the books that are matched.
func TestTraceOfBooksThatWait(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	r, f := &moving{Reader: desk.Read(w.books), onShelf: func() {}}, &following{Intake: w.intake}
	w.intake = f
	w.open(t, r, w.people)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/trazabilidad?clave=" + w.lot
	r.onShelf = func() { r.behind = 3 }
	b.get(t, path)
	r.behind, r.onShelf = 0, func() {}
	b.get(t, path)
	b.get(t, path)
	if f.n != 2 {
		t.Errorf("%d traces, not one while books waited and one after", f.n)
	}
}

// unplaced follows keys and cannot tell their places.
type unplaced struct{ desk.Intake }

func (u unplaced) Trace(ctx context.Context, rfc, key string, docs iter.Seq[*step.DocumentState]) (*step.Traced, error) {
	t, err := u.Intake.Trace(ctx, rfc, key, docs)
	return nil, &desk.UnplacedError{Traced: t, Err: errors.Join(errReader, err)}
}

// TestTraceWithoutPlaces: a page says that places are missing; a file, which could
// not, is refused.
func TestTraceWithoutPlaces(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	w.intake = unplaced{w.intake}
	w.open(t, desk.Read(w.books), w.people)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/trazabilidad?clave=" + w.lot + "&tabla=traza_documentos"
	if got := b.get(t, path); got.status != http.StatusOK || !strings.Contains(got.body, "aquí falta") {
		t.Errorf("the page: %d", got.status)
	}
	if got := b.get(t, path+"&formato=csv"); got.status != http.StatusServiceUnavailable {
		t.Errorf("the file: %d", got.status)
	}
}

var errReader = errors.New("no reader")

// TestWorking: figures that take longer than a page waits are worked out all the
// same, and until they are there the page says so and shows none. What goes
// wrong meanwhile is told once.
func TestWorking(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	go1, failing := make(chan struct{}), true
	w.office = desk.NewOffice(desk.OfficeConfig{
		Books: w.books, Blobs: w.blobs, Now: func() time.Time { return w.now },
		Reader: func(string) (*step.Reader, func(), error) {
			<-go1
			if failing {
				failing = false
				return nil, nil, errReader
			}
			return w.reader, func() {}, nil
		},
	})
	w.patience = time.Millisecond
	w.open(t, desk.Read(w.books), w.people)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/hallazgos"
	got := b.get(t, path)
	if got.status != http.StatusAccepted || got.header.Get("Refresh") == "" || strings.Contains(got.body, "<table") || !strings.Contains(got.body, "Se está calculando") {
		t.Errorf("a page that waits: %d %v %.300s", got.status, got.header, got.body)
	}
	search := "/p/" + w.rfc + "/buscar?q=2021"
	for got := b.get(t, search); got.status == http.StatusAccepted; got = b.get(t, search) {
		time.Sleep(time.Millisecond) // the balances are worked out too
	}
	for _, table := range []string{"hallazgos", "proveedores"} {
		if got := b.get(t, search+"&tabla="+table); got.status != http.StatusAccepted {
			t.Errorf("a search among %s: %d", table, got.status)
		}
	}
	entries, err := w.people.LogEntries(t.Context(), w.rfc, 0, 10)
	if err != nil || !slices.ContainsFunc(entries, func(e access.Entry) bool { return e.Note == "working" }) {
		t.Errorf("the log says %+v %v", entries, err)
	}
	other := b.settled(t, "/p/"+w.rfc+"/usuarios") // whose own figures take more than a millisecond
	if other.status != http.StatusOK {
		t.Errorf("another page meanwhile: %d", other.status)
	}
	close(go1)
	var seen []int
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got = b.get(t, path); got.status != http.StatusAccepted {
			seen = append(seen, got.status)
		}
		if got.status == http.StatusOK {
			break
		}
	}
	if !slices.Equal(seen, []int{http.StatusInternalServerError, http.StatusOK}) || !strings.Contains(got.body, "<table") {
		t.Errorf("answers %v", seen)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.failed) != 1 || !errors.Is(w.failed[0], errReader) {
		t.Errorf("failed: %v", w.failed)
	}
}
