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
	session  string
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
	p := &plant{books: books, places: map[string]string{"tabla": "recargos", "lang": "en", "plantilla": "bom", "unidad": "6", "hoja": "1", "periodo": "2022-11"}}
	reader := &step.Reader{PDF: misread{}}
	now := func() time.Time { return time.Date(2023, 1, 10, 18, 0, 0, 0, time.UTC) }
	have, err := books.Programmes(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if len(have) == 0 {
		p.fill(b, size, reader, &step.Ingest{Books: books, Blobs: blobs, Now: now})
		if have, err = books.Programmes(b.Context()); err != nil {
			b.Fatal(err)
		}
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
		Reader: desk.Read(p.books), Judges: p.office, Packages: p.office, Clerk: p.office, Intake: desk.Counter(p.books, blobs, reader, now),
		Gate: gate, Log: p.books, Now: now, Zone: zone, Host: desk.Loopback, Failed: failed,
		Patience: 75 * time.Millisecond,
		Files:    map[string]document.Text{"programa": {ES: "rfc:", EN: "rfc:"}, "mapeo": {ES: "proveedor:", EN: "proveedor:"}},
	})
	if err != nil {
		b.Fatal(err)
	}
	p.desk = d.Handler()
	if _, ok, err := p.books.User(b.Context(), "rosa"); err != nil || !ok {
		if err := gate.Add(b.Context(), access.User{Name: "rosa", Role: access.Admin}, phrase); err != nil {
			b.Fatal(err)
		}
	}
	if p.session, _, err = gate.SignIn(b.Context(), "rosa", phrase, "127.0.0.1"); err != nil {
		b.Fatal(err)
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
	number := fmt.Sprintf("99%013d", head.Seq)
	day := document.NewDate(2023, 1, 5)
	q := quantity.Micros(1_000_000)
	moves := ledger.Movements{Material: p.material, Lots: []ledger.Lot{{
		ID: number + "-1", Pedimento: number, Partida: 1, Clave: "IN", Tipo: "insumo", Fraccion: p.places["fraccion"], UMT: p.material.Unit, UMC: p.material.Unit,
		Cantidad: q, CantidadUMT: q, CantidadUMC: q, AvailableFrom: day, AvailableBasis: "entrada", Pago: day, StayStart: day, StayBasis: "entrada",
	}}}
	e, err := step.Chain(head.Hash, head.Seq+1, time.Date(2023, 1, 10, 12, 0, 0, 0, time.UTC), step.Record{
		RFC: p.rfc, SHA: document.HashOf([]byte(number)), Name: number + ".zip", Kind: document.KindPedimento, Key: number, Status: document.Accepted, Period: "2023-01", Inside: true,
	})
	if err != nil {
		b.Fatal(err)
	}
	err = p.books.Commit(b.Context(), step.Commit{RFC: p.rfc, After: head, Entries: []step.Entry{e}, Movements: []step.MovementRecord{
		{Material: p.material, ID: p.material.ID(p.rfc), Group: number, Data: moves.Pack()},
	}})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := (&step.Match{Books: p.books, Workers: 2}).Run(b.Context(), p.rfc); err != nil {
		b.Fatal(err)
	}
}
