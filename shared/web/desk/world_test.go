package desk_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

const phrase = "una frase larga"

// Names that came with documents, as a stranger would choose them.
func hostile() []string {
	return []string{
		`"><script>alert(1)<b>.zip`, `=HYPERLINK("x","y").zip`, "\u202Eexe.piz", strings.Repeat("W", 10_000) + ".zip", `{{.Token}}<b onmouseover=x>.zip`,
	}
}

// world is a desk over the books of a made-up company.
type world struct {
	desk   *desk.Desk
	books  *embedded.Store
	people *access.Memory
	gate   *access.Gate
	rfc    string
	intake desk.Intake
	print  document.Hash // of a quarantined print
	lot    string
	now    time.Time

	office *desk.Office
	built  []string // periods that were compiled

	fingerprint string // of a finding
	blobs       *file.Store
	reader      *step.Reader
	real        bool          // packages are made, and not only said to be
	patience    time.Duration // of pages for figures
	change      func(*desk.Config)

	mu     sync.Mutex
	said   map[document.Text]bool
	failed []error
}

// theDay is a day eighteen months after the months of the books.
func theDay() time.Time { return time.Date(2022, 8, 1, 18, 0, 0, 0, time.UTC) }

// fixture is a folder of books as one delivery made them; months 2021-01 and
// 2021-02. Every world has a copy of its own.
type fixture struct {
	dir, rfc, lot, fingerprint string
	print                      document.Hash
}

var madeOnce = sync.OnceValues(makeFixture)

func TestMain(m *testing.M) {
	code := m.Run()
	if f, err := madeOnce(); err == nil {
		_ = os.RemoveAll(f.dir)
	}
	os.Exit(code)
}

func makeFixture() (f fixture, err error) {
	ctx := context.Background()
	if f.dir, err = os.MkdirTemp("", "desk"); err != nil {
		return f, err
	}
	books, err := embedded.Open(ctx, filepath.Join(f.dir, "books.db"))
	if err != nil {
		return f, err
	}
	blobs, err := file.Open(filepath.Join(f.dir, "blobs"))
	if err != nil {
		return f, err
	}
	reader := &step.Reader{PDF: misread{}}
	ingest := &step.Ingest{Books: books, Blobs: blobs, Now: func() time.Time { return theDay().Add(-time.Hour) }}
	put := func(name string, b []byte) error {
		if strings.HasSuffix(name, ".pdf") && f.print == "" {
			f.print = document.HashOf(b)
		} else if !strings.HasSuffix(name, "solicitudes.zip") && !strings.HasSuffix(name, ".yaml") && !strings.HasPrefix(string(b), "PK\x03\x04cut") && string(b) != strangeInvoice {
			return nil
		}
		_, _, err := ingest.Settle(ctx, reader.Read(ctx, step.Input{Name: name, Bytes: b, RFC: f.rfc}), true)
		return err
	}
	truth, err := synth.Generate(synth.Options{Seed: 1, Months: 2, Pedimentos: 12}, put)
	if err != nil {
		return f, err
	}
	for i, name := range hostile() {
		err = errors.Join(err, put(name, []byte("PK\x03\x04cut"+strings.Repeat("x", i)))) // of nobody
	}
	f.rfc = truth.Company.RFC
	for i, name := range hostile() {
		err = errors.Join(err, put(name, []byte("PK\x03\x04cut"+strings.Repeat("y", i)))) // of the programme
	}
	if err = errors.Join(err, put("factura.csv", []byte(strangeInvoice))); err != nil {
		return f, err
	}
	if _, err := (&step.Match{Books: books, Workers: 1}).Run(ctx, f.rfc); err != nil {
		return f, err
	}
	if f.lot, err = anyLot(ctx, books, f.rfc); err != nil {
		return f, err
	}
	board, err := (&step.Judge{Books: books, Blobs: blobs, Reader: reader}).Board(ctx, f.rfc, document.NewDate(2022, 8, 1))
	if err != nil || len(board.Found) == 0 {
		return f, fmt.Errorf("no findings: %w", err)
	}
	f.fingerprint = board.Found[0].Fingerprint
	return f, books.Close()
}

// newWorld is a desk over a copy of the books.
func newWorld(t *testing.T) *world {
	t.Helper()
	f, err := madeOnce()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(f.dir)); err != nil {
		t.Fatal(err)
	}
	books, err := embedded.Open(t.Context(), filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { books.Close() }) //nolint:errcheck // the test ends
	blobs, err := file.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	reader := &step.Reader{PDF: misread{}}
	w := &world{
		books: books, people: &access.Memory{}, said: map[document.Text]bool{}, now: theDay(), rfc: f.rfc, lot: f.lot, print: f.print, fingerprint: f.fingerprint,
	}
	w.intake = desk.Counter(books, blobs, reader, func() time.Time { return w.now })
	w.blobs, w.reader = blobs, reader
	w.office = desk.NewOffice(desk.OfficeConfig{
		Books: books, Blobs: blobs, Now: func() time.Time { return w.now },
		Reader: func(string) (*step.Reader, func(), error) { return reader, func() {}, nil },
		Compile: func(ctx context.Context, rfc, period string, told func(step.Stage)) (step.Result, error) {
			w.built = append(w.built, period)
			if w.real {
				if _, err := (&step.Match{Books: books, Workers: 1}).Run(ctx, rfc); err != nil {
					return step.Result{}, err
				}
				return w.local(told).Run(ctx, rfc, period, w.execution())
			}
			return step.Result{SHA256: document.HashOf([]byte(period))}, nil
		},
		Resume: func(ctx context.Context, in step.ReviewIn, told func(step.Stage)) (step.Result, error) {
			r, _, err := w.local(told).Answer(ctx, in, w.execution())
			return r, err
		},
		Go:     func(do func(context.Context)) { do(context.Background()) },
		Keys:   func(context.Context) ([]document.Hash, error) { return nil, nil },
		Failed: func(err error) { t.Error(err) },
	})
	w.open(t, desk.Read(books), w.people)
	return w
}

// open makes the desk.
func (w *world) open(t *testing.T, reader desk.Reader, log access.Log) {
	t.Helper()
	now := func() time.Time { return w.now }
	gate, err := access.NewGate(w.people, w.people, now, rand.Reader, access.Cost{MemoryKiB: 8, Passes: 1, Lanes: 1})
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		t.Fatal(err)
	}
	w.gate = gate
	c := desk.Config{
		Patience: w.patience, Reader: reader, Judges: w.office, Packages: w.office, Clerk: w.office, Inquirer: w.office, Intake: w.intake, Gate: gate, Log: log, Now: now, Zone: zone, Host: desk.Loopback,
		Files: map[string]document.Text{"programa": {ES: "rfc: # el suyo", EN: "rfc: # yours"}, "mapeo": {ES: "proveedor: {id: \"\", nombre: \"\"} # el suyo\n", EN: "proveedor: {id: \"\", nombre: \"\"} # theirs\n"}},
		Failed: func(err error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.failed = append(w.failed, err)
		},
		Said: func(x document.Text) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.said[x] = true
		},
	}
	if w.change != nil {
		w.change(&c)
	}
	w.desk, err = desk.New(c)
	if err != nil {
		t.Fatal(err)
	}
}

// person adds a user; those limited to programmes name them.
func (w *world) person(t *testing.T, name string, role access.Role, programmes ...string) {
	t.Helper()
	if err := w.gate.Add(t.Context(), access.User{Name: name, Role: role, Programmes: programmes}, phrase); err != nil {
		t.Fatal(err)
	}
}

// browser is somebody at the desk.
type browser struct {
	w     *world
	token string // of the session, "" of nobody
	lang  string
}

// signIn is a new session of a user.
func (w *world) signIn(ctx context.Context, t *testing.T, name string) *browser {
	t.Helper()
	token, _, err := w.gate.SignIn(ctx, name, phrase, "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	return &browser{w: w, token: token}
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	body   string
}

// ask sends a request as a browser of this machine does, which follows the link of
// a download.
func (b *browser) ask(t *testing.T, method, path string, form url.Values, change ...func(*http.Request)) reply {
	t.Helper()
	got := b.once(t, method, path, form, change...)
	if to := got.header.Get("Location"); strings.Contains(to, "enlace=") {
		return b.once(t, method, to, form, change...)
	}
	return got
}

// once sends a request and follows nothing.
func (b *browser) once(t *testing.T, method, path string, form url.Values, change ...func(*http.Request)) reply {
	t.Helper()
	var body io.Reader = http.NoBody
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequestWithContext(t.Context(), method, path, body)
	r.Host = "127.0.0.1:8080"
	r.RemoteAddr = "127.0.0.1:5000"
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if b.token != "" {
		r.AddCookie(&http.Cookie{Name: "immex_sesion", Value: b.token})
	}
	if b.lang != "" {
		r.AddCookie(&http.Cookie{Name: "immex_idioma", Value: b.lang})
	}
	for _, c := range change {
		c(r)
	}
	rec := httptest.NewRecorder()
	b.w.desk.Handler().ServeHTTP(rec, r)
	return reply{rec.Code, rec.Header(), rec.Body.String()}
}

func (b *browser) get(t *testing.T, path string) reply {
	t.Helper()
	return b.ask(t, http.MethodGet, path, nil)
}

// form is a form of the session.
func (b *browser) form(pairs ...string) url.Values {
	v := url.Values{"token": {access.FormToken(b.token)}}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// walk visits every node of a page; where a text may break it is one all the same.
func walk(t *testing.T, page string, visit func(*html.Node)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(strings.ReplaceAll(page, "<wbr>", "")))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		visit(n)
	}
}

// cells are the rows of the first table of a page, titles first.
func cells(t *testing.T, page string) (rows [][]string) {
	t.Helper()
	tables := 0
	walk(t, page, func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "table" {
			tables++
		}
		if n.Type != html.ElementNode || n.Data != "tr" || tables != 1 {
			return
		}
		var row []string
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			var b strings.Builder
			for d := range c.Descendants() {
				if d.Type == html.TextNode {
					b.WriteString(d.Data)
				}
			}
			row = append(row, b.String())
		}
		rows = append(rows, row)
	})
	return rows
}

// open are the lots left at the end of a day, added up by hand.
func (w *world) left(t *testing.T, on document.Date) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	err := step.EachBook(t.Context(), w.books, w.rfc, func(b *ledger.Book) error {
		for _, l := range b.AsOf(on) {
			if l.SaldoUMT > 0 {
				out[l.Lot.Fraccion+" "+l.Lot.UMT] += int64(l.SaldoUMT)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
