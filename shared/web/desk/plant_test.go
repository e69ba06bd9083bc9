package desk_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// plantSize is what a data folder of the benchmark holds.
type plantSize struct{ months, pedimentos, partidas, documents, descargos int }

// wholePlant has the documents and descargos that every list page is asked
// over; -short takes a tenth of them.
func wholePlant() plantSize {
	if testing.Short() {
		return plantSize{24, 417, 21, 10_000, 100_000}
	}
	return plantSize{24, 4170, 21, 100_000, 1_000_000}
}

// plant is a desk over a large data folder.
type plant struct {
	books    *embedded.Store
	desk     http.Handler
	office   *desk.Office
	rfc      string
	sessions map[access.Role]string
	places   map[string]string
	material ledger.Material
}

// newPlant takes in a made-up company by the steps of the inbox and opens the
// desk over it, as immex run does. IMMEX_DESKBENCH names a folder that keeps the
// books between runs.
func newPlant(b *testing.B, size plantSize) *plant {
	b.Helper()
	dir := os.Getenv("IMMEX_DESKBENCH")
	if dir == "" {
		dir = b.TempDir()
	}
	books, err := embedded.Open(b.Context(), filepath.Join(dir, "books.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { books.Close() }) //nolint:errcheck // the benchmark ends
	blobs, err := file.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		b.Fatal(err)
	}
	p := &plant{books: books, places: map[string]string{"tabla": "recargos", "lang": "en", "plantilla": "bom", "unidad": "6", "hoja": "1", "periodo": "2022-11", "consulta": "faltantes"}}
	reader := &step.Reader{PDF: misread{}}
	now := func() time.Time { return time.Date(2023, 1, 10, 18, 0, 0, 0, time.UTC) }
	whole := filepath.Join(dir, "whole") // one that was killed while it filled the folder goes on
	if _, err := os.Stat(whole); err != nil {
		p.fill(b, size, reader, &step.Ingest{Books: books, Blobs: blobs, Now: now})
		if err := os.WriteFile(whole, nil, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	have, err := books.Programmes(b.Context())
	if err != nil || len(have) == 0 {
		b.Fatalf("%d programmes: %v", len(have), err)
	}
	p.rfc = have[0]
	p.places["rfc"] = p.rfc
	p.look(b, size)
	p.open(b, reader, blobs, now)
	return p
}

// benchCabinet keeps what was worked out beside the books that are kept.
func benchCabinet() desk.Cabinet {
	if dir := os.Getenv("IMMEX_DESKBENCH"); dir != "" {
		return &folder{dir: dir}
	}
	return &drawer{}
}

// folder is a cabinet in files.
type folder struct{ dir string }

func (f *folder) Keep(rfc, name string, b []byte) error {
	return os.WriteFile(filepath.Join(f.dir, rfc+"-"+name), b, 0o600)
}

func (f *folder) Kept(rfc, name string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(f.dir, rfc+"-"+name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return b, err
}

// fill takes in the months of a company and some files that nobody can read.
func (p *plant) fill(b *testing.B, size plantSize, reader *step.Reader, in *step.Ingest) {
	b.Helper()
	rfc := ""
	put := func(name string, bytes []byte) error {
		if strings.HasSuffix(name, ".json") {
			return nil
		}
		sha := document.HashOf(bytes)
		for _, of := range p.owners(b) {
			there, err := p.books.Known(b.Context(), of, []document.Hash{sha}, nil)
			if r, ok := there.BySHA[sha]; ok && err == nil {
				rfc = r.RFC
				return nil
			}
		}
		papers := reader.Read(b.Context(), step.Input{Name: name, Bytes: bytes, RFC: rfc})
		records, _, err := in.Settle(b.Context(), papers, true)
		if err == nil && rfc == "" {
			rfc = records[0].RFC
		}
		return err
	}
	_, err := synth.Generate(synth.Options{Seed: 1, Months: size.months, Pedimentos: size.pedimentos, Partidas: size.partidas, Bulk: true}, put)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 200 {
		if err := put(fmt.Sprintf("escaneo %d.zip", i), []byte("PK\x03\x04"+strings.Repeat("x", i))); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := (&step.Match{Books: p.books, Workers: 2}).Run(b.Context(), rfc); err != nil {
		b.Fatal(err)
	}
}

// owners are the programmes that there are.
func (p *plant) owners(b *testing.B) []string {
	b.Helper()
	all, err := p.books.Programmes(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return slices.DeleteFunc(all, func(rfc string) bool { return rfc == step.Unassigned })
}

// look holds the folder to the size that is claimed, and finds what the
// addresses name.
func (p *plant) look(b *testing.B, size plantSize) {
	b.Helper()
	descargos, open := 0, 0
	err := step.EachBook(b.Context(), p.books, p.rfc, func(x *ledger.Book) error {
		descargos += len(x.Descargos)
		for i := range x.Saldos {
			if x.Saldos[i].Cantidad > 0 {
				open++
			}
		}
		if len(x.Lots) > 0 {
			p.material = x.Material
			p.places["lote"], p.places["fraccion"] = x.Lots[0].ID, x.Lots[0].Fraccion
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	documents := 0
	for e, err := range p.books.Entries(b.Context(), p.rfc, 0) {
		if err != nil {
			b.Fatal(err)
		}
		documents++
		if e.Record.Kind == document.KindPedimento && p.places["sha"] == "" {
			p.places["sha"], p.places["factura"] = string(e.Record.SHA), string(e.Record.SHA)
		}
	}
	b.Logf("%d documents, %d descargos, %d lots with something left", documents, descargos, open)
	if documents < size.documents || descargos < size.descargos {
		b.Errorf("asked for %d documents and %d descargos", size.documents, size.descargos)
	}
}

func (p *plant) open(b *testing.B, reader *step.Reader, blobs step.Blobs, now func() time.Time) {
	b.Helper()
	gate, err := access.NewGate(p.books, p.books, now, rand.Reader, access.Cost{MemoryKiB: 8, Passes: 1, Lanes: 1})
	if err != nil {
		b.Fatal(err)
	}
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		b.Fatal(err)
	}
	failed := func(err error) { b.Error(err) }
	p.office = desk.NewOffice(desk.OfficeConfig{
		Books: p.books, Blobs: blobs, Now: now, Failed: failed, Cabinet: benchCabinet(),
		Reader: func(string) (*step.Reader, func(), error) { return reader, func() {}, nil },
		Go:     func(do func(context.Context)) { go do(context.Background()) },
		Keys:   func(context.Context) ([]document.Hash, error) { return nil, nil },
	})
	d, err := desk.New(desk.Config{
		Reader: desk.Read(p.books), Judges: p.office, Packages: p.office, Clerk: p.office, Inquirer: p.office, Intake: desk.Counter(p.books, blobs, reader, now),
		Gate: gate, Log: p.books, Now: now, Zone: zone, Host: desk.Loopback, Failed: failed,
		Patience: 75 * time.Millisecond,
		Files:    map[string]document.Text{"programa": {ES: "rfc:", EN: "rfc:"}, "mapeo": {ES: "proveedor:", EN: "proveedor:"}},
	})
	if err != nil {
		b.Fatal(err)
	}
	p.desk = d.Handler()
	p.people(b, gate, now)
}

// people makes an account of every role and many more, and a log of more lines
// than a page looks through.
func (p *plant) people(b *testing.B, gate *access.Gate, now func() time.Time) {
	b.Helper()
	const others, lines = 200, 6000
	names := map[access.Role]string{access.Admin: "rosa"}
	for _, role := range access.Roles() {
		if names[role] == "" {
			names[role] = string(role)
		}
	}
	users := func() (out []access.User) {
		for _, role := range access.Roles() {
			out = append(out, access.User{Name: names[role], Role: role})
		}
		for i := range others {
			out = append(out, access.User{Name: fmt.Sprintf("persona-%d", i), Role: access.Viewer, Programmes: []string{p.rfc}})
		}
		return out
	}
	if _, ok, err := p.books.User(b.Context(), "rosa"); err != nil {
		b.Fatal(err)
	} else if !ok {
		for _, u := range users() {
			if err := gate.Add(b.Context(), u, phrase); err != nil {
				b.Fatal(err)
			}
		}
		for i := range lines {
			e := access.Entry{At: now(), User: "rosa", Role: access.Admin, RFC: p.rfc, Method: http.MethodGet, Path: fmt.Sprintf("/p/%s/saldos?pagina=%d", p.rfc, i), Status: http.StatusOK, From: "127.0.0.1"}
			if err := p.books.AddEntry(b.Context(), e); err != nil {
				b.Fatal(err)
			}
		}
	}
	p.sessions = map[access.Role]string{}
	for role, name := range names {
		token, _, err := gate.SignIn(b.Context(), name, phrase, "127.0.0.1")
		if err != nil {
			b.Fatal(err)
		}
		p.sessions[role] = token
	}
}

// arrive commits a lot that nobody had heard of and matches it: every figure of
// the desk may be another.
func (p *plant) arrive(b *testing.B) {
	b.Helper()
	head, err := p.books.Head(b.Context(), p.rfc)
	if err != nil {
		b.Fatal(err)
	}
	like := &ledger.Book{Material: p.material, Lots: []ledger.Lot{{Fraccion: p.places["fraccion"]}}}
	commitLot(b, p.books, p.rfc, head, like, document.NewDate(2023, 1, 5), time.Date(2023, 1, 10, 12, 0, 0, 0, time.UTC))
	if _, err := (&step.Match{Books: p.books, Workers: 2}).Run(b.Context(), p.rfc); err != nil {
		b.Fatal(err)
	}
}

// commitLot commits a lot that nobody had heard of, of the material of a book, on
// a day.
func commitLot(tb testing.TB, books step.Journal, rfc string, head step.Head, like *ledger.Book, day document.Date, now time.Time) {
	tb.Helper()
	number := fmt.Sprintf("99%013d", head.Seq)
	m, q := like.Material, quantity.Micros(1_000_000)
	moves := ledger.Movements{Material: m, Lots: []ledger.Lot{{
		ID: number + "-1", Pedimento: number, Partida: 1, Clave: "IN", Tipo: "insumo", Fraccion: like.Lots[0].Fraccion, UMT: m.Unit, UMC: m.Unit,
		Cantidad: q, CantidadUMT: q, CantidadUMC: q, AvailableFrom: day, AvailableBasis: "entrada", Pago: day, StayStart: day, StayBasis: "entrada",
	}}}
	e, err := step.Chain(head.Hash, head.Seq+1, now, step.Record{
		RFC: rfc, SHA: document.HashOf([]byte(number)), Name: number + ".zip", Kind: document.KindPedimento, Key: number, Status: document.Accepted, Period: day.String()[:7], Inside: true,
	})
	if err != nil {
		tb.Fatal(err)
	}
	err = books.Commit(tb.Context(), step.Commit{RFC: rfc, After: head, Entries: []step.Entry{e}, Movements: []step.MovementRecord{
		{Material: m, ID: m.ID(rfc), Group: number, Data: moves.Pack()},
	}})
	if err != nil {
		tb.Fatal(err)
	}
}
